"""Each role's start page and the public welcome: composition only. Shows the next thing to do."""
