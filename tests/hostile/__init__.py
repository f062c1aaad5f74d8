"""What strangers may send: forged buttons and broken updates, by the thousand."""
