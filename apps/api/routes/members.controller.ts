import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Account, AccountPlace } from '../../../domain/account.js';
import type { Locale } from '../../../domain/locale.js';
import { saveDistrictSecurity } from '../../../services/accounts/district-security.js';
import { inviteMember, removeMember } from '../../../services/accounts/members.js';
import { announceAccountMail } from '../../../services/dispatch/announce-account-mail.js';
import { isId } from '../../../store/cursor.js';
import { loadDistrictSecurity, type DistrictSecurity } from '../../../store/districts.js';
import { loadMembers, type MemberView } from '../../../store/members.js';
import type { School } from '../../../store/views/load-schools.js';
import { API_DEPS, type ApiDeps } from '../api-deps.js';
import { ApiProblem } from '../http/api-problem.js';
import { Answers, CurrentAccount, CurrentDistrict, CurrentLocale, CurrentSchool, Refuses } from '../http/decorators.js';
import { districtSecurityBody, districtSecuritySchema, invitationBody, memberListSchema, memberSchema } from '../schemas/account.js';

type Invitation = z.infer<typeof invitationBody>;

/** The people with access to a school or a district. */
@ApiTags('access')
@Controller('api')
export class MembersController {
  constructor(@Inject(API_DEPS) private readonly deps: ApiDeps) {}

  @Get('schools/:schoolId/members')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'listSchoolMembers', summary: 'Who has access to a school as an Owner' })
  @Answers(200, memberListSchema, 'By address.')
  @Refuses('not_found')
  async listOwners(@CurrentSchool() school: School): Promise<{ items: MemberView[] }> {
    return { items: await loadMembers(this.deps.database, placeOfSchool(school)) };
  }

  @Post('schools/:schoolId/members')
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'inviteSchoolMember', summary: 'Invite an Owner by mail; an invitation without an answer is sent again' })
  @Answers(201, memberSchema, 'Invited. The mail is on its way.')
  @Refuses('not_found', 'already_member', 'address_in_use', 'too_many_mails', 'invalid_request')
  inviteOwner(
    @CurrentSchool() school: School,
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Body({ schema: invitationBody }) body: Invitation,
  ): Promise<MemberView> {
    return this.invite(placeOfSchool(school), { account, locale, body });
  }

  @Delete('schools/:schoolId/members/:accountId')
  @HttpCode(204)
  @ApiParam({ name: 'schoolId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'removeSchoolMember', summary: 'Take the access of an Owner away, with sessions and API tokens' })
  @ApiResponse({ status: 204, description: 'They have no access any more.' })
  @Refuses('not_found', 'last_member')
  removeOwner(@CurrentSchool() school: School, @CurrentAccount() account: Account, @Param('accountId') accountId: string): Promise<void> {
    return this.remove(placeOfSchool(school), account, accountId);
  }

  @Get('districts/:districtId/members')
  @ApiParam({ name: 'districtId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'listDistrictMembers', summary: 'Who has access to a district as a District Manager' })
  @Answers(200, memberListSchema, 'By address.')
  @Refuses('not_found')
  async listManagers(@CurrentDistrict() district: { id: string }): Promise<{ items: MemberView[] }> {
    return { items: await loadMembers(this.deps.database, placeOfDistrict(district)) };
  }

  @Post('districts/:districtId/members')
  @ApiParam({ name: 'districtId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'inviteDistrictMember', summary: 'Invite a District Manager by mail; an invitation without an answer is sent again' })
  @Answers(201, memberSchema, 'Invited. The mail is on its way.')
  @Refuses('not_found', 'already_member', 'address_in_use', 'too_many_mails', 'invalid_request')
  inviteManager(
    @CurrentDistrict() district: { id: string },
    @CurrentAccount() account: Account,
    @CurrentLocale() locale: Locale,
    @Body({ schema: invitationBody }) body: Invitation,
  ): Promise<MemberView> {
    return this.invite(placeOfDistrict(district), { account, locale, body });
  }

  @Delete('districts/:districtId/members/:accountId')
  @HttpCode(204)
  @ApiParam({ name: 'districtId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'removeDistrictMember', summary: 'Take the access of a District Manager away, with sessions and API tokens' })
  @ApiResponse({ status: 204, description: 'They have no access any more.' })
  @Refuses('not_found', 'last_member')
  removeManager(
    @CurrentDistrict() district: { id: string },
    @CurrentAccount() account: Account,
    @Param('accountId') accountId: string,
  ): Promise<void> {
    return this.remove(placeOfDistrict(district), account, accountId);
  }

  @Get('districts/:districtId/security')
  @ApiParam({ name: 'districtId', type: 'string', format: 'uuid' })
  @ApiOperation({ operationId: 'getDistrictSecurity', summary: 'Whether a district requires a second factor, and who has none' })
  @Answers(200, districtSecuritySchema, 'The rule, and the people whom it concerns: the Owners of all schools and the District Managers.')
  @Refuses('not_found')
  security(@CurrentDistrict() district: { id: string }): Promise<DistrictSecurity> {
    return loadDistrictSecurity(this.deps.database.pool, district.id);
  }

  @Put('districts/:districtId/security')
  @ApiParam({ name: 'districtId', type: 'string', format: 'uuid' })
  @ApiOperation({
    operationId: 'saveDistrictSecurity',
    summary: 'Require a second factor of everybody who can sign in to a district, or leave it to them',
  })
  @Answers(200, districtSecuritySchema, 'The rule counts from the next request of each of them.')
  @Refuses('not_found', 'no_second_factor', 'invalid_request')
  async saveSecurity(
    @CurrentDistrict() district: { id: string },
    @CurrentAccount() account: Account,
    @Body({ schema: districtSecurityBody }) { requireSecondFactor }: z.infer<typeof districtSecurityBody>,
  ): Promise<DistrictSecurity> {
    const { database, now } = this.deps;
    const result = await saveDistrictSecurity(database, { districtId: district.id, account, requireSecondFactor, now: now() });
    if (result.kind !== 'saved') throw new ApiProblem(result.kind);
    return result.security;
  }

  private async invite(place: AccountPlace, { account, locale, body }: { account: Account; locale: Locale; body: Invitation }): Promise<MemberView> {
    if (body.role !== undefined && body.role !== place.role) {
      throw new ApiProblem('invalid_request', { errors: [{ pointer: '#/role', rule: 'not_a_choice', params: { choices: place.role } }] });
    }
    const { database } = this.deps;
    const result = await inviteMember(database, { place, email: body.email, locale, by: account, now: this.deps.now() });
    if (result.kind !== 'invited') throw new ApiProblem(result.kind);
    await announceAccountMail(this.deps, result.mailId);
    return result.member;
  }

  private async remove(place: AccountPlace, account: Account, accountId: string): Promise<void> {
    if (!isId(accountId)) throw new ApiProblem('not_found');
    const result = await removeMember(this.deps.database, { place, accountId, by: account, now: this.deps.now() });
    if (result.kind !== 'removed') throw new ApiProblem(result.kind);
  }
}

function placeOfSchool(school: School): AccountPlace {
  return { role: 'OWNER', schoolId: school.id, districtId: school.district.id };
}

function placeOfDistrict(district: { id: string }): AccountPlace {
  return { role: 'DISTRICT_MANAGER', districtId: district.id };
}
