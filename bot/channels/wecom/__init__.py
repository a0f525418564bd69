"""WeCom (企业微信): the smart bot, the self-built app and the group's webhook robot as one channel."""
