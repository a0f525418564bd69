"""Information reporting (信息报送制度; rules M08): handed in, edited, adopted, counted; emergencies at once."""
