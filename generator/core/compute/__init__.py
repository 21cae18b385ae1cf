"""Computing: what follows from the records on a day. Pure functions of the Dataset."""
