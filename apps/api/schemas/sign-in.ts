import { z } from 'zod';

export const signInProvidersSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.enum(['google', 'microsoft', 'oidc']),
        name: z.string().meta({ description: 'For the button.', examples: ['Google'] }),
      }),
    ),
  })
  .meta({ id: 'SignInProviders' });

export const signInQuery = z.object({
  to: z
    .string()
    .max(300)
    .regex(/^\/(?![/\\])[\w/-]*$/)
    .default('/')
    .meta({ description: 'The page of the console to which the browser returns.' }),
});
