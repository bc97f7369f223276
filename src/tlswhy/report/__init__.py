"""A diagnosis in the forms people and programs read: one module for each form."""
