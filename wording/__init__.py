"""Every sentence a reader sees, Japanese and English side by side."""
