"""The sample desk: invented news, so that a newcomer sees what the desk is for."""
