"""Cars and drivers (车辆及驾驶员管理制度; rules M16). Which car is free: choosing.py; who decides: who_decides.py."""
