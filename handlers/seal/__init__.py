"""Seals (印鉴管理制度; rules M07): allowed by the seal's own leader, stamped by its keeper, registered."""
