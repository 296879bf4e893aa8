"""Sends files by fabric. Environment and arguments as in paramiko_client.py."""
import os
import sys

from fabric import Config, Connection

key = os.environ.get('KEY')
options = {'password': os.environ['P'], 'allow_agent': False, 'look_for_keys': False}
if key:
    options['key_filename'] = key
connection = Connection(
    os.environ['HOST'], os.environ['U'], int(os.environ['PORT']), config=Config(overrides={'load_ssh_configs': False}), connect_kwargs=options
)
words = sys.argv[1:]
while words:
    verb, one, other = words[:3]
    words = words[3:]
    if verb == 'put':
        connection.put(one, other)
    else:
        connection.sftp().rename(one, other)
connection.close()
