"""The search index: a static n-gram index over all visible pages, cut into small files that a browser fetches one by one."""
