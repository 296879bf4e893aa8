import type { Category } from '../category.js';

/**
 * The category that a file name says, or null when it says none or more than one. `students` counts anywhere in the name, in
 * any case (docs/product.md, Files); the others as words of their own, so that Stafford and Badminton stay schools.
 */
export function categoryOfFileName(fileName: string): Category | null {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1).replace(/\.[^.]*$/, '');
  const words = new Set(
    base
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}]+/u),
  );
  const found: Category[] = [];
  if (base.toLowerCase().includes('students')) found.push('students');
  if (words.has('teachers')) found.push('teachers');
  if (words.has('staff')) found.push('staff');
  if (words.has('admin') || words.has('admins')) found.push('admin');
  return found.length === 1 ? found[0]! : null;
}
