/**
 * For whom a sentence is written. An Owner answers for one school and learns nothing about any other; a District Manager
 * sees every school of the district. Mails and receipts are read by many, so they are always written for an Owner.
 */
export type Reader = 'OWNER' | 'DISTRICT_MANAGER';
