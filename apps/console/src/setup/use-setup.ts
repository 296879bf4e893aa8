import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, type School } from '../api.js';
import type { Setup } from '../../../client/api-types.js';

/** So often the light is looked at while somebody watches it. */
export const LOOK_AGAIN_MS = 4_000;

/** How far a school is from empty to trusted; looked at again as long as the page is in front. */
export function useSetup(school: School): UseQueryResult<Setup> {
  return useQuery({
    queryKey: ['setup', school.id],
    queryFn: ({ signal }) => api.setup(school.id, signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
}
