"""Parts that pages are put together from: pure functions from a context to Dash components."""
