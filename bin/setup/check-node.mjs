// Ends with one clear line on a Node that is too old. Written so that such a Node can still read it: imported first, on its own.
const parts = process.versions.node.split('.').map(Number);
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(
    'Rollcall needs Node 20.19 or newer, and this is Node ' +
      process.versions.node +
      ': install a newer one (https://nodejs.org) and run the command again.',
  );
  process.exit(1);
}
