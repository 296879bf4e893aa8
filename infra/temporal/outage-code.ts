import { isGrpcServiceError } from '@temporalio/client';

const GRPC_NAMES: Record<number, string> = {
  1: 'CANCELLED',
  4: 'DEADLINE_EXCEEDED',
  8: 'RESOURCE_EXHAUSTED',
  14: 'UNAVAILABLE',
};

/** The code of an error that ends by itself (Temporal or PostgreSQL is down); null: something is wrong with the call. */
export function outageCode(error: unknown): string | null {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (isGrpcServiceError(cause)) {
      const name = GRPC_NAMES[cause.code];
      if (name !== undefined) return `temporal_${name.toLowerCase()}`;
    }
  }
  return null;
}
