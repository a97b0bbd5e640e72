"""What a platform is asked for over the network, page by page, and imported like a file.

The pages are kept in a folder of their own (`spool`) until all of them are there. They then become
a file in the form of the platform's own export, and go through the import contract: all or nothing.
"""
