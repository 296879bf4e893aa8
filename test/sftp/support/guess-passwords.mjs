// Guesses passwords from many addresses until its parent says stop, then says how many it tried. A process of its own, because
// the key exchanges of its connections would otherwise take the time of the gateway under test.
// Arguments: the port, and for each address `address username`.
import { setTimeout as pause } from 'node:timers/promises';
import ssh2 from 'ssh2';

const [port, ...targets] = process.argv.slice(2);
const CONNECTIONS_OF_ONE_ADDRESS = 5;
let guesses = 0;
const state = { guessing: true };

process.on('message', () => {
  state.guessing = false;
  process.send({ guesses }, () => process.exit());
});

for (const target of targets) {
  const [localAddress, username] = target.split(' ');
  for (let nth = 0; nth < CONNECTIONS_OF_ONE_ADDRESS; nth++) void guess(localAddress, username);
}

async function guess(localAddress, username) {
  while (state.guessing) {
    await new Promise((resolve) => {
      const client = new ssh2.Client();
      client.on('error', () => undefined).on('close', resolve);
      const authHandler = (_left, _partial, next) => next({ type: 'password', username, password: `guess ${++guesses}` });
      client.connect({ host: '127.0.0.1', port: Number(port), localAddress, username, readyTimeout: 60_000, authHandler });
    });
    // What is refused at once comes again a second later; without that, the attack would mostly measure itself.
    await pause(1000);
  }
}
