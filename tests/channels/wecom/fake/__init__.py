"""A WeCom that is as strict as the real one, run as a process of its own: what it shows is what people would see."""
