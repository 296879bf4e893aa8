/**
 * The reader of a sentence. An Owner is responsible for one school and learns nothing about any other; a District Manager
 * sees every school of the district. Many people read mails and receipts, so these are always written for an Owner.
 */
export type Reader = 'OWNER' | 'DISTRICT_MANAGER';
