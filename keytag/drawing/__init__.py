"""What artwork is made of: geometry, inks, lettering, codes, drawings from SVG, badges; and the display list."""
