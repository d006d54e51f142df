"""Who sends tips: listed, noted, known again under another address, made one and parted."""
