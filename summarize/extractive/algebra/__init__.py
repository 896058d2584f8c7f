"""The arithmetic of the methods: matrices of terms, vectors of sentences, singular values."""
