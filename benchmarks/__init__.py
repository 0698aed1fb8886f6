"""Makes sites of any size from the example university's words, and times gongkai beside its peers."""
