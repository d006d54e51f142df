"""Chats: exports of WhatsApp, Signal and Telegram, message by message, kept whole beside them."""
