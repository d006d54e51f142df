"""What is dropped, pasted or chosen comes in: asked how, imported aside, told about."""
