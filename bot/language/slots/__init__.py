"""The slots of each intent: one small file a family, each a function of the sentence."""
