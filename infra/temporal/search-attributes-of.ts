import { defineSearchAttributeKey, TypedSearchAttributes, type Priority } from '@temporalio/common';
import type { SyncTrigger } from '../../domain/sync.js';
import { AWAITED_PRIORITY } from '../../domain/kind-of-work.js';

/** The attributes by which support lists workflows in the Temporal Web UI; registered by the worker (register-search-attributes.ts). */
export const SEARCH_ATTRIBUTES = {
  RollcallSchool: 'Keyword',
  RollcallSchoolName: 'Keyword',
  RollcallDistrict: 'Keyword',
  RollcallTrigger: 'Keyword',
  RollcallOutcome: 'Keyword',
} as const;

/** The subject of a workflow. Without the file name: it may contain a person's name, and Temporal holds no personal data. */
export type WorkflowSubject = {
  schoolId: string;
  /** As it was when the workflow started: an institution's name is not personal data, and it is all that a caller knows. */
  schoolName: string;
  districtId: string;
  /** Where the file came from; null: the workflow is not about one file. */
  trigger: SyncTrigger | null;
};

const school = defineSearchAttributeKey('RollcallSchool', 'KEYWORD');
const schoolName = defineSearchAttributeKey('RollcallSchoolName', 'KEYWORD');
const district = defineSearchAttributeKey('RollcallDistrict', 'KEYWORD');
const trigger = defineSearchAttributeKey('RollcallTrigger', 'KEYWORD');

/** How support finds the workflows of a subject. The outcome is added by the workflow. */
export function searchAttributesOf(subject: WorkflowSubject): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: school, value: subject.schoolId },
    { key: schoolName, value: subject.schoolName },
    { key: district, value: subject.districtId },
    ...(subject.trigger === null ? [] : [{ key: trigger, value: subject.trigger }]),
  ]);
}

/** The name of the workflow's school when the workflow started; null: it is not about a school. */
export function schoolNameOf(attributes: TypedSearchAttributes): string | null {
  return attributes.get(schoolName) ?? null;
}

/**
 * Workers take turns between districts, so that a district with 500 files does not delay others (docs/adr/0017-finding-and-turns.md). Work
 * that a person waits for comes first; there is little of it.
 */
export function turnOf(subject: Pick<WorkflowSubject, 'districtId'>, { awaited }: { awaited: boolean }): Priority {
  return { fairnessKey: subject.districtId, ...(awaited ? { priorityKey: AWAITED_PRIORITY } : {}) };
}
