import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';

const school = defineSearchAttributeKey('RollcallSchool', 'KEYWORD');
const district = defineSearchAttributeKey('RollcallDistrict', 'KEYWORD');

/** How support finds the workflows of a school or a district in the Temporal Web UI. The outcome is added by the workflow. */
export function searchAttributesOf(ref: { schoolId: string; districtId: string }): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: school, value: ref.schoolId },
    { key: district, value: ref.districtId },
  ]);
}
