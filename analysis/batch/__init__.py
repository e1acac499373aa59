"""Running notebooks in batch: parameters, kernels, papermill, what must run again, and the page made of it.

Nothing in here knows what the notebooks are about; `report.py` puts the pieces together.
"""
