/** The files of a ZIP that make one roster; `several`: lists that are not a OneRoster package, of which one sync can read only one. */
export type PackageFiles =
  | { kind: 'roster'; list: string; roles: string | null; manifest: string | null; orgs: string | null }
  | { kind: 'several' }
  | { kind: 'nothing' };

/**
 * What is read of a ZIP: `users.csv`, with `roles.csv`, `manifest.csv` and `orgs.csv` beside it (OneRoster 1.1 and 1.2, SDS v2 and v2.1),
 * also inside a folder; otherwise the only list in it. Takes the names of the entries in lower case.
 */
export function choosePackageFiles(names: readonly string[]): PackageFiles {
  const files = names.filter((name) => !name.startsWith('__macosx/') && !/(?:^|\/)\.[^/]*$|\/$/.test(name));
  const [users, ...more] = files.filter((name) => baseOf(name) === 'users.csv');
  if (users === undefined) {
    const [list, ...others] = files.filter((name) => /\.(?:csv|tsv|tab|txt)$/.test(name));
    if (list === undefined) return { kind: 'nothing' };
    return others.length > 0 ? { kind: 'several' } : { kind: 'roster', list, roles: null, manifest: null, orgs: null };
  }
  // Two exports in one archive: it is impossible to tell which one is meant.
  if (more.length > 0) return { kind: 'several' };
  const beside = (base: string): string | null => {
    const name = users.slice(0, -'users.csv'.length) + base;
    return files.includes(name) ? name : null;
  };
  return { kind: 'roster', list: users, roles: beside('roles.csv'), manifest: beside('manifest.csv'), orgs: beside('orgs.csv') };
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
