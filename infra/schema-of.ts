import type { z } from 'zod';

/**
 * Holds a schema against the type that it repeats: `schemaOf<SyncView>()(z.object({ … }))` compiles only while both have the
 * same keys and the same values, so that a field or a word that one of them gains, loses or renames is an error.
 */
export const schemaOf =
  <Shape>() =>
  <Schema extends z.ZodType<Shape>>(schema: Schema & Agrees<Shape, z.output<Schema>>): Schema =>
    schema;

/** `z.ZodType<Shape>` alone takes a schema that knows more keys than the type, or fewer words of a union. */
type Agrees<Shape, Output> =
  Same<Plain<Shape>, Plain<Output>> extends true ? unknown : { 'the type does not say the same of': Differing<Shape, Output> };

/** Assignable to each other would not do: a key that may be missing could be missing in one of them. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the compiler compares conditional types only while their T is open
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** A type as one object, however it was put together, and without `readonly`, which no JSON has. */
type Plain<Type> = Type extends object ? { -readonly [Key in keyof Type]: Plain<Type[Key]> } : Type;

type Differing<A, B> = {
  [Key in keyof A | keyof B]: Key extends keyof A & keyof B ? (Same<Plain<A[Key]>, Plain<B[Key]>> extends true ? never : Key) : Key;
}[keyof A | keyof B];
