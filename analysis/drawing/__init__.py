"""What charts are drawn with: sheets measured in millimetres, clocks, and a chart as bytes. The charts themselves are in `charts.py`."""
