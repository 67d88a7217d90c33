"""The proof that an office signs: values, and the paper, the page and the pictures that are drawn from them."""
