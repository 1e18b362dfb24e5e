"""The pages of this room: the desk's, the portal's and the register's."""
