"""A second reader of the status sentences, who knows the three languages and none of the texts that made them."""
