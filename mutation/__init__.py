"""Do the tests notice? Changes the code a little, runs the tests that should see it, names every change they missed."""
