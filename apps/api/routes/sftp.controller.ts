import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Account } from '../../../domain/account.js';
import type { Locale } from '../../../domain/locale.js';
import { parseNetwork } from '../../../infra/network/address-list.js';
import {
  addSftpKey,
  MOST_KEYS,
  removeSftpKey,
  saveAllowedAddresses,
  viewOfKey,
  type AccessChange,
  type SftpKeyView,
} from '../../../services/credentials/sftp-access.js';
import { liftSchoolBans } from '../../../services/credentials/sftp-bans.js';
import { listSftpKeys, readAllowedAddresses } from '../../../store/sftp-keys.js';
import type { School } from '../../../store/views/load-schools.js';
import { loadSftpAttempts, type SftpAttemptsView } from '../../../store/views/load-sftp-attempts.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers, CurrentAccount, CurrentLocale, CurrentSchool, Refuses } from '../http/decorators.js';
import {
  addedSftpKeySchema,
  newSftpKeyBody,
  sftpAddressesSchema,
  sftpAttemptsQuery,
  sftpAttemptsSchema,
  sftpKeyListSchema,
} from '../schemas/school.js';

/** How the SIS of a school gets in: who came, who was refused, and what may come. */
@ApiTags('rostering')
@ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
@Controller('api/schools/:schoolId/rostering/sftp')
export class SftpController {
  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Get('keys')
  @ApiOperation({ operationId: 'listSftpKeys', summary: 'The public keys with which the SIS may sign in' })
  @Answers(200, sftpKeyListSchema, 'In the order in which they were added.')
  @Refuses('not_found')
  async keys(@CurrentSchool() school: School): Promise<{ items: SftpKeyView[] }> {
    return { items: (await listSftpKeys(this.deps.database.pool, school.id)).map(viewOfKey) };
  }

  @Post('keys')
  @ApiOperation({ operationId: 'addSftpKey', summary: 'Add a public key of the SIS' })
  @Answers(201, addedSftpKeySchema, 'The key works at once.')
  @Refuses('not_found', 'invalid_request', 'malformed_json', 'body_too_large')
  async addKey(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Body({ schema: newSftpKeyBody }) body: z.infer<typeof newSftpKeyBody>,
  ): Promise<SftpKeyView> {
    const { database } = this.deps;
    // A school that has never had a password has no SFTP user.
    if ((await readAllowedAddresses(database, school.id)) === null) throw new ApiProblem('not_found');
    const added = await addSftpKey(database, this.changeOf(school, account), body);
    if (!('flaw' in added)) return viewOfKey(added);
    const rule = added.flaw === 'too_many' ? 'too_many_items' : added.flaw;
    throw new ApiProblem('invalid_request', { errors: [{ pointer: '#/publicKey', rule, params: { maximum: MOST_KEYS } }] });
  }

  @Delete('keys/:keyId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeSftpKey', summary: 'Take a public key away; the sessions that it opened end within a minute' })
  @ApiParam({ name: 'keyId', type: 'string', format: 'uuid' })
  @ApiResponse({ status: 204, description: 'The key does not sign in any more.' })
  @Refuses('not_found')
  async removeKey(@CurrentSchool() school: School, @CurrentAccount() account: Account, @Param('keyId') keyId: string): Promise<void> {
    const isRemoved = z.uuid().safeParse(keyId).success && (await removeSftpKey(this.deps.database, this.changeOf(school, account), keyId));
    if (!isRemoved) throw new ApiProblem('not_found');
  }

  @Get('addresses')
  @ApiOperation({ operationId: 'getSftpAddresses', summary: 'The addresses from which the SIS may sign in' })
  @Answers(200, sftpAddressesSchema, 'None: from anywhere.')
  @Refuses('not_found')
  async addresses(@CurrentSchool() school: School): Promise<{ allowed: string[] }> {
    return orNotFound(await readAllowedAddresses(this.deps.database, school.id));
  }

  @Put('addresses')
  @ApiOperation({ operationId: 'saveSftpAddresses', summary: 'Set the addresses from which the SIS may sign in' })
  @Answers(200, sftpAddressesSchema, 'As they are stored. Sessions from elsewhere end within a minute.')
  @Refuses('not_found', 'invalid_request', 'malformed_json', 'body_too_large')
  async saveAddresses(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @Body({ schema: sftpAddressesSchema }) { allowed }: z.infer<typeof sftpAddressesSchema>,
  ): Promise<{ allowed: string[] }> {
    return orNotFound(await saveAllowedAddresses(this.deps.database, this.changeOf(school, account), allowed));
  }

  @Get('attempts')
  @ApiOperation({ operationId: 'listSftpAttempts', summary: 'The latest sign-ins and refusals of the SIS, and the bans that keep it out' })
  @Answers(200, sftpAttemptsSchema, 'Attempts newest first; equal ones of a few seconds are one.')
  @Refuses('not_found', 'invalid_request')
  async attempts(
    @CurrentSchool() school: School,
    @CurrentLocale() locale: Locale,
    @Query({ schema: sftpAttemptsQuery }) { limit }: z.infer<typeof sftpAttemptsQuery>,
  ): Promise<SftpAttemptsView> {
    return loadSftpAttempts(this.deps.database, school.id, locale, limit);
  }

  @Delete('bans/:address')
  @HttpCode(204)
  @ApiOperation({ operationId: 'liftSftpBan', summary: 'Lift the bans that keep the SIS of this school out at an address' })
  @ApiParam({ name: 'address', type: 'string', description: 'As the list of bans has it, percent-encoded.' })
  @ApiResponse({ status: 204, description: 'Lifted; every gateway follows within seconds.' })
  @Refuses('not_found')
  async liftBan(@CurrentSchool() school: School, @CurrentAccount() account: Account, @Param('address') address: string): Promise<void> {
    const place = { id: school.id, districtId: school.district.id };
    const isLifted = parseNetwork(address) !== null && (await liftSchoolBans(this.deps.database, place, address, account.id));
    if (!isLifted) throw new ApiProblem('not_found');
  }

  private changeOf(school: School, account: Account): AccessChange {
    return { schoolId: school.id, districtId: school.district.id, accountId: account.id, now: this.deps.now() };
  }
}

/** A school that has never had a password has no SFTP user. */
function orNotFound(allowed: string[] | null): { allowed: string[] } {
  if (allowed === null) throw new ApiProblem('not_found');
  return { allowed };
}
