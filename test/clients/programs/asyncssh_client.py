"""Sends files by asyncssh. Environment and arguments as in paramiko_client.py."""
import asyncio
import os
import sys

import asyncssh


async def main():
    key = os.environ.get('KEY')
    async with asyncssh.connect(
        os.environ['HOST'],
        int(os.environ['PORT']),
        username=os.environ['U'],
        password=os.environ['P'],
        client_keys=[key] if key else None,
        agent_path=None,
        known_hosts=None,
        config=None,
    ) as connection:
        async with connection.start_sftp_client() as sftp:
            words = sys.argv[1:]
            while words:
                verb, one, other = words[:3]
                words = words[3:]
                if verb == 'put':
                    await sftp.put(one, other)
                else:
                    await sftp.rename(one, other)


asyncio.run(main())
