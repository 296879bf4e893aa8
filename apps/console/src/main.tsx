import './mantine-styles.js';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api.js';
import { App } from './app.js';
import { firstLanguage, LanguageProvider } from './language.js';
import { Crash } from './parts/crash.js';
import { heedRefusal } from './session.js';
import { cssVariables, theme } from './theme.js';

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => heedRefusal(error, client) }),
  mutationCache: new MutationCache({ onError: (error) => heedRefusal(error, client) }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the API refuses stays refused; an outage may pass.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
});

const language = await firstLanguage();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <LanguageProvider first={language}>
          <Crash>
            <App />
          </Crash>
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
