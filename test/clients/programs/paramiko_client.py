"""Sends files by paramiko. HOST, PORT, U, P, and KEY for a key that is offered first; arguments: put LOCAL REMOTE, rename FROM TO."""
import os
import sys

import paramiko

ssh = paramiko.SSHClient()
ssh.set_missing_host_key_policy(paramiko.AutoAddPolicy())
key = os.environ.get('KEY')
ssh.connect(
    os.environ['HOST'],
    int(os.environ['PORT']),
    os.environ['U'],
    os.environ['P'],
    key_filename=key,
    allow_agent=False,
    look_for_keys=False,
)
sftp = ssh.open_sftp()
words = sys.argv[1:]
while words:
    verb, one, other = words[:3]
    words = words[3:]
    if verb == 'put':
        sftp.put(one, other)
    else:
        sftp.rename(one, other)
sftp.close()
ssh.close()
