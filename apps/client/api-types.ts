// Made from openapi.json by bin/setup/write-api-types.mjs.
export interface paths {
    "/api/password/forgotten": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a link by which a new password is chosen */
        post: operations["forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose password the link of a mail is for */
        post: operations["readPasswordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a password by the link of a mail, or change the one that you know */
        post: operations["setPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your API tokens that work */
        get: operations["listTokens"];
        put?: never;
        /** Make an API token */
        post: operations["makeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one of your API tokens at once */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The browsers that are signed in with your account */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign one of your browsers out */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your second factor */
        get: operations["getSecondFactor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor/authenticator-app": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to set up an authenticator app, or another one; a code of it confirms it */
        post: operations["offerAuthenticatorApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor/authenticator-app/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch the authenticator app on by its first code */
        post: operations["confirmAuthenticatorApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor/passkeys/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to add a passkey: what the browser is asked by */
        post: operations["offerPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add the passkey that the browser has made */
        post: operations["addPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor/passkeys/{passkeyId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a passkey */
        post: operations["removePasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make ten new recovery codes; those before stop working */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/second-factor/off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch your second factor off */
        post: operations["switchOffSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        /** Sign in: sets the session cookie */
        post: operations["signIn"];
        /** Sign out: ends the browser session at once */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The second step of a sign-in: sets the session cookie */
        post: operations["answerChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/second-factor/passkey/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a passkey has to sign for the second step of a sign-in */
        post: operations["challengePasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/second-factor/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The second step of a sign-in, with a passkey: sets the session cookie */
        post: operations["answerByPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The providers that people can sign in with, besides a password */
        get: operations["listSignInProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sends a browser to a provider to sign in */
        get: operations["beginSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/{provider}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a provider sends the browser back to: sets the session cookie */
        get: operations["finishSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/first-account/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether the link to the first account of an installation works */
        post: operations["openFirstAccountLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/first-account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first account of an empty installation: a District Manager and their district */
        post: operations["makeFirstAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The schools that you may see */
        get: operations["listSchools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people of a school, by last name */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same as listPeople, with what is searched for in the body instead of the address */
        post: operations["searchPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/people/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All people of a filter as a file for spreadsheets */
        post: operations["exportPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/people/{personId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: operations["getPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the role of a person, or protect them from rostering */
        patch: operations["changePerson"];
        trace?: never;
    };
    "/api/schools/{schoolId}/people/{personId}/story": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to one person, what was not done and why, newest first */
        get: operations["getStory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/people/{personId}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archive a person by hand; no file restores them until one no longer lists them */
        post: operations["archivePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/people/{personId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore an archived person by hand, with the number and address that were released; no file archives them until one has listed them */
        post: operations["restorePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/people/{personId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release the number and address of an archived person for use by somebody else; restoring the person takes them back while they are free */
        post: operations["releasePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a roster file by hand */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what the last good file would do with other settings, without changing anyone */
        post: operations["previewSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The syncs of a school, newest first */
        get: operations["listSyncs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sync */
        get: operations["getSync"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a sync changed, or would change, person by person */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/changes/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same as listChanges, with a search for people in the body */
        post: operations["searchChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/changes/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** All changes of a filter as a file for spreadsheets */
        post: operations["exportChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the file held: each column, word, sheet and line is used, left out by a rule, or not known */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Masked values of the columns that are not read as a field, to recognise what they are; read from the file each time, and not stored */
        get: operations["sampleColumns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wrong with the rows of a file, and what to do */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/problems/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same by what ends them: one entry for 5,000 rows with the same fault */
        get: operations["groupProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/vendor-message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A message to the vendor of the SIS: what to correct in the export, without a person in it */
        get: operations["writeVendorMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply what is held */
        post: operations["approveSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drop what is held */
        post: operations["discardSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a sync that is under way, or whose held part waits; nothing more of it is applied, and what was applied before stays */
        post: operations["cancelSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply the very bytes of a preview, as a new sync with all guards */
        post: operations["applyPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what an undo would do now, person by person, without changing anyone */
        get: operations["previewUndo"];
        put?: never;
        /** Undo what a sync changed, except for people who have been edited since */
        post: operations["undoSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what words of the file mean, as a setting of the school, and run the very bytes again as a new sync */
        post: operations["mapWords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/syncs/{syncId}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the same file again, as a new sync */
        post: operations["rerunSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Rostering settings; their version is the ETag */
        get: operations["getSettings"];
        /** Save the Rostering settings as a whole */
        put: operations["saveSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is missing and not archived yet */
        get: operations["listWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Why somebody is not here: searches people, held changes and the rows of recent files for a name, address or number */
        post: operations["searchSchool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/sftp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The SFTP Details that go into the SIS */
        get: operations["getSftpDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/sftp/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new SFTP password; the one that the SIS uses goes on working until another one is used */
        post: operations["renewSftpPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The recipients of the saved settings, and whether mail reaches them */
        get: operations["listRecipients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/notifications/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which mails were sent about the school, to whom, and whether the mail relay took them */
        get: operations["listMails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/nights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the last nights of a school ended, as its daily mails say it */
        get: operations["listNights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/notifications/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test mail to the recipients, or to yourself while there are none */
        post: operations["sendTestMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/sftp/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys with which the SIS may sign in */
        get: operations["listSftpKeys"];
        put?: never;
        /** Add a public key of the SIS */
        post: operations["addSftpKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/sftp/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a public key away; the sessions that it opened end within a minute */
        delete: operations["removeSftpKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/sftp/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The addresses from which the SIS may sign in */
        get: operations["getSftpAddresses"];
        /** Set the addresses from which the SIS may sign in */
        put: operations["saveSftpAddresses"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/sftp/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest sign-ins and refusals of the SIS, and the bans that keep it out */
        get: operations["listSftpAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/sftp/bans/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lift the bans that keep the SIS of this school out at an address */
        delete: operations["liftSftpBan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which steps of the set-up are done, and how far the SIS has come */
        get: operations["getSetup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How safe it is to switch Auto update and Archive on, from the last files */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link that hands the SFTP Details over to the person who sets up the SIS; the one before ends */
        post: operations["makeHandover"];
        /** End the hand-over link at once; what it gave goes on working */
        delete: operations["endHandover"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{category}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file with the columns of a category, and nobody in it */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a hand-over link shows, and how far the SIS has come */
        post: operations["openHandover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/handover/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the one SFTP password of a hand-over link */
        post: operations["makeHandoverPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/handover/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add the one public key of a hand-over link */
        post: operations["addHandoverKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The programs that are told what happens at the school */
        get: operations["listWebhooks"];
        put?: never;
        /** Have a program told what happens at the school */
        post: operations["makeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Remove a webhook, with the log of its deliveries */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        /** Change address or events, disable or enable a webhook */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/webhooks/{webhookId}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new secret; the one before signs too for a day */
        post: operations["renewWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test event */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a webhook, and how it went */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/rostering/webhooks/{webhookId}/deliveries/{deliveryId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a delivery again, with the id that it had */
        post: operations["resendWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has access to a school as an Owner */
        get: operations["listSchoolMembers"];
        put?: never;
        /** Invite an Owner by mail; an invitation without an answer is sent again */
        post: operations["inviteSchoolMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{schoolId}/members/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the access of an Owner away, with sessions and API tokens */
        delete: operations["removeSchoolMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/districts/{districtId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has access to a district as a District Manager */
        get: operations["listDistrictMembers"];
        put?: never;
        /** Invite a District Manager by mail; an invitation without an answer is sent again */
        post: operations["inviteDistrictMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/districts/{districtId}/members/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the access of a District Manager away, with sessions and API tokens */
        delete: operations["removeDistrictMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/districts/{districtId}/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a district requires a second factor, and who has none */
        get: operations["getDistrictSecurity"];
        /** Require a second factor of everybody who can sign in to a district, or leave it to them */
        put: operations["saveDistrictSecurity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/districts/{districtId}/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a school: rostering is off, SFTP credentials are made */
        post: operations["createSchool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/districts/{districtId}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each school of the district stands */
        get: operations["getDistrictOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/districts/{districtId}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest files of the district, with their parts and the words that no school has */
        get: operations["listDistrictUploads"];
        put?: never;
        /** Upload one file with the people of several schools: its school column says which rows are whose, and each school gets its rows as a sync of its own */
        post: operations["uploadDistrictFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/districts/{districtId}/other-schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The words of its files that mean schools that are not in Rollcall */
        get: operations["getOtherSchools"];
        /** Say which words mean schools that are not in Rollcall: their rows are left out */
        put: operations["saveOtherSchools"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that the API depends on answers */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            role: "OWNER" | "DISTRICT_MANAGER";
            schoolId: string | null;
            districtId: string | null;
            /** @enum {string} */
            locale: "en" | "fr-CA";
        };
        AccountAddress: {
            email: string;
        };
        AddedPasskey: {
            passkey: components["schemas"]["Passkey"];
            /** @description Ten codes, if it is the first second factor: the only time that they are shown. */
            recoveryCodes: string[] | null;
        };
        ApiToken: {
            /** Format: uuid */
            id: string;
            name: string | null;
            /** @enum {string} */
            scope: "READ" | "WRITE";
            /** @description The one school that it is for; null: all that its account may see. */
            schoolId: string | null;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** @description To the minute. */
            lastUsedAt: string | null;
        };
        Approval: {
            /** @description Why; kept in the audit trail. */
            reason: string;
            /**
             * @description People who are new and gone under the same names: SAME_PEOPLE (also when left out) keep their accounts, NEW_PEOPLE are added and the others archived.
             * @enum {string}
             */
            as?: "SAME_PEOPLE" | "NEW_PEOPLE";
        };
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            actor: {
                /** @enum {string} */
                kind: "account" | "sftp" | "system";
                id: string | null;
                /** @description E-mail address of the account, or the SFTP user. */
                name: string | null;
            };
            /**
             * @description A stable code.
             * @example settings.saved
             */
            action: string;
            subjectId: string | null;
            /** @description Codes, counts and reasons. */
            detail: unknown;
        };
        AuthenticatorAppCode: {
            /** @description Six digits of the authenticator app, or a recovery code. */
            code: string;
        };
        AuthenticatorAppToAdd: {
            currentPassword: string;
            /** @description Needed if the account has a second factor that this one will replace. */
            code?: string;
        };
        BrowserSession: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** @description What the browser calls itself. */
            client: string | null;
            address: string | null;
            /** @description The session of this request. */
            current: boolean;
        };
        CategoryCounts: {
            added: number;
            updated: number;
            archived: number;
            restored: number;
            unchanged: number;
            held: number;
        };
        CategoryReadiness: {
            /** @enum {string} */
            category: "students" | "teachers" | "staff" | "admin";
            /** @description The newest first, without the first of the category, which brings everybody. */
            files: {
                /** Format: uuid */
                syncId: string;
                name: string;
                /** Format: date-time */
                receivedAt: string;
                surprises: ("rejected" | "held" | "left_out" | "many_new" | "undone")[];
            }[];
            /** @description Files without a surprise. */
            matched: number;
            surprises: number;
            /** @description The last 3 files matched. */
            isReady: boolean;
            /** @description Whom the newest file would update; null: Auto update is on, or no file says. */
            wouldUpdate: number | null;
            /** @description Whom the newest file would archive; null: Archive is on, or no file says. */
            wouldArchive: number | null;
        };
        CategoryReadinessList: {
            items: components["schemas"]["CategoryReadiness"][];
        };
        CategorySettings: {
            /** @description Adds new people of the category. */
            roster: boolean;
            /** @description Changes existing people when the file differs. */
            autoUpdate: boolean;
            /**
             * @description What happens to people of the category who are not in the data that the SIS sent.
             * @enum {string}
             */
            missingUsers: "KEEP" | "ARCHIVE";
        };
        ChallengeAnswer: {
            /** @description The token of the challenge. */
            challenge: string;
            /** @description Six digits of the authenticator app, or a recovery code. */
            code: string;
        };
        ChallengedSession: {
            challenge: components["schemas"]["SignInChallenge"];
        };
        Change: {
            id: string;
            /** @enum {string} */
            kind: "ADD" | "UPDATE" | "ARCHIVE" | "RESTORE";
            /** @enum {string} */
            state: "PLANNED" | "HELD" | "APPLIED" | "UNDONE" | "SKIPPED";
            /** @enum {string} */
            category: "students" | "teachers" | "staff" | "admin";
            person: {
                /** Format: uuid */
                id: string;
                email: string;
                firstName: string;
                lastName: string;
                studentId: string | null;
            };
            /** @description Of an ADD: the person with the same names who leaves with the same file, and may be the same human. */
            sameNames: {
                /** Format: uuid */
                id: string;
                email: string;
                firstName: string;
                lastName: string;
                studentId: string | null;
                staffId: string | null;
            } | null;
            /** @description The line of the file that it comes from; null for an archiving. */
            line: number | null;
            before: components["schemas"]["PersonFields"] | null;
            after: components["schemas"]["PersonFields"];
            why: {
                code: components["schemas"]["WhyCode"];
                message: string;
            };
        };
        ChangesExport: {
            /** @enum {string} */
            kind?: "ADD" | "UPDATE" | "ARCHIVE" | "RESTORE";
            /** @enum {string} */
            category?: "students" | "teachers" | "staff" | "admin";
            /** @enum {string} */
            state?: "PLANNED" | "HELD" | "APPLIED" | "UNDONE" | "SKIPPED";
            /**
             * @description Only held changes that wait for this reason; name its category, too.
             * @enum {string}
             */
            hold?: "archive_guard" | "cut_last_line" | "beginning_of_last_file" | "unidentified_rows" | "update_guard" | "rollover" | "privileged_role" | "privileged_email" | "identity_change" | "lost_zeros" | "handed_on" | "same_names" | "unknown_status" | "student_and_adult" | "several_schools" | "several_sheets" | "identity_guard" | "number_conflicts" | "blank_column" | "mixed_up_column" | "change_of_category" | "names_lost_letters" | "grade_gone" | "gap_in_list" | "unclear_rollover" | "grades_went_back" | "header_drift" | "unusual_drop" | "old_file" | "unknown_people" | "wrong_school";
            /** @description Words that all occur in name, e-mail address or number, before or after; or the line of the file. */
            query?: string;
            /**
             * @default csv
             * @enum {string}
             */
            format?: "csv" | "xlsx";
        };
        ChangesSearch: {
            /** @enum {string} */
            kind?: "ADD" | "UPDATE" | "ARCHIVE" | "RESTORE";
            /** @enum {string} */
            category?: "students" | "teachers" | "staff" | "admin";
            /** @enum {string} */
            state?: "PLANNED" | "HELD" | "APPLIED" | "UNDONE" | "SKIPPED";
            /**
             * @description Only held changes that wait for this reason; name its category, too.
             * @enum {string}
             */
            hold?: "archive_guard" | "cut_last_line" | "beginning_of_last_file" | "unidentified_rows" | "update_guard" | "rollover" | "privileged_role" | "privileged_email" | "identity_change" | "lost_zeros" | "handed_on" | "same_names" | "unknown_status" | "student_and_adult" | "several_schools" | "several_sheets" | "identity_guard" | "number_conflicts" | "blank_column" | "mixed_up_column" | "change_of_category" | "names_lost_letters" | "grade_gone" | "gap_in_list" | "unclear_rollover" | "grades_went_back" | "header_drift" | "unusual_drop" | "old_file" | "unknown_people" | "wrong_school";
            /** @default 50 */
            limit?: number;
            /** @description `nextCursor` of the page before. */
            cursor?: string;
            /** @description Words that all occur in name, e-mail address or number, before or after; or the line of the file. */
            query?: string;
        };
        ColumnSamples: {
            columns: {
                /** @description The header as the account names it. */
                name: string;
                /** @description Up to three masked values, such as `A••• (4 letters)`: at most one letter or digit of each is shown. */
                samples: string[];
            }[];
        };
        Connection: {
            /**
             * @description What the gateway saw last of the SIS.
             * @enum {string}
             */
            state: "NO_CONTACT" | "TURNED_AWAY" | "SIGNED_IN" | "TEMPORARY_NAME" | "FILE_RECEIVED";
            at: string | null;
            address: string | null;
            /** @description How the program named itself. */
            client: string | null;
            /** @description Of TURNED_AWAY: why. */
            cause: ("wrong_password" | "unknown_key" | "address_not_allowed" | "banned" | "too_many_connections" | "no_common_algorithm" | "name_refused" | "folder_refused") | null;
            /** @description The newest file of which the source is SFTP. */
            file: components["schemas"]["ConnectionFile"] | null;
        };
        ConnectionFile: {
            /** Format: uuid */
            syncId: string;
            /** Format: date-time */
            at: string;
            name: string;
            /** @enum {string} */
            status: "RECEIVED" | "STAGING" | "PLANNING" | "HELD" | "APPLYING" | "APPLIED" | "UNCHANGED" | "REJECTED" | "FAILED" | "SUPERSEDED" | "DISCARDED" | "PREVIEWED" | "UNDONE" | "DISABLED" | "PAUSED" | "CANCELLED";
            /** @description Rows that can be used; null while the file is being read. */
            people: number | null;
            /** @description It came to `/test/`. */
            isPreview: boolean;
        };
        CreatedSchool: {
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * @description CA: Canada and international.
             * @enum {string}
             */
            region: "US" | "CA";
            timeZone: string;
            district: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            sftp: {
                host: string;
                port: number;
                username: string;
                /** @description The only time that it is shown. */
                password: string;
            };
        };
        /** @description The worst first. */
        DistrictOverview: {
            items: components["schemas"]["SchoolOverview"][];
        };
        DistrictSecurity: {
            /** @description Everybody who can sign in to the district needs a second factor. */
            requireSecondFactor: boolean;
            requiredSince: string | null;
            /** @description How many people can sign in to the district and its schools. */
            members: number;
            missing: {
                /** @description How many of them have no second factor. */
                count: number;
                /** @description Up to a hundred of them, the District Managers first. */
                first: {
                    /** Format: uuid */
                    id: string;
                    email: string;
                    /** @enum {string} */
                    role: "OWNER" | "DISTRICT_MANAGER";
                    school: {
                        /** Format: uuid */
                        id: string;
                        name: string;
                    } | null;
                }[];
            };
        };
        DistrictSecurityToSave: {
            /** @description Everybody who can sign in to the district needs a second factor. */
            requireSecondFactor: boolean;
        };
        DistrictUpload: {
            /** Format: uuid */
            id: string;
            fileName: string;
            dryRun: boolean;
            /** Format: date-time */
            receivedAt: string;
            /** @description Below the header; 0 for a file that came from the folder of one school. */
            rows: number;
            /** @description Of schools that are not in Rollcall, as the district has said. */
            otherRows: number;
            /** @description Of no school that is known. While there are any, the parts of this file archive no one. */
            unplacedRows: number;
            unplaced: components["schemas"]["UnplacedWord"][];
            parts: {
                school: {
                    /** Format: uuid */
                    id: string;
                    name: string;
                };
                /** Format: uuid */
                syncId: string;
                /** @enum {string} */
                status: "RECEIVED" | "STAGING" | "PLANNING" | "HELD" | "APPLYING" | "APPLIED" | "UNCHANGED" | "REJECTED" | "FAILED" | "SUPERSEDED" | "DISCARDED" | "PREVIEWED" | "UNDONE" | "DISABLED" | "PAUSED" | "CANCELLED";
            }[];
        };
        FileAccount: {
            /** @description The system that the file looks like it comes from. */
            sis: {
                id: string;
                name: string;
            } | null;
            /** @description The first file of a school year: how many graduates it archived and how many students moved up, as far as it took effect; of a preview, how many would be. Null: it begins no school year. */
            rollover: {
                graduates: number;
                movedUp: number;
                message: string;
            } | null;
            /** @description Of a rejected file: the required fields that none of its columns is read as. */
            missing: ("email" | "firstName" | "lastName" | "role" | "studentId" | "grade" | "gradeRaw" | "parentEmail" | "parentPhone" | "studentPhone" | "idField1" | "idField2" | "staffId")[];
            columns: {
                /** @description The header, the word or the sheet as the file spells it; … where it may be somebody’s data. */
                name: string;
                /** @description A stable code: the field that it is read as, the rule that leaves it out, or what it could be. */
                what: string;
                /** @enum {string} */
                use: "USED" | "LEFT_OUT" | "UNKNOWN";
                rows: number;
                /** @description The setting that ends what is not known, such as maps.statuses. */
                setting: string | null;
                message: string;
            }[];
            /** @description Each word of the columns that say status, grade, role and title. */
            words: {
                /** @description The header, the word or the sheet as the file spells it; … where it may be somebody’s data. */
                name: string;
                /** @description A stable code: the field that it is read as, the rule that leaves it out, or what it could be. */
                what: string;
                /** @enum {string} */
                use: "USED" | "LEFT_OUT" | "UNKNOWN";
                rows: number;
                /** @description The setting that ends what is not known, such as maps.statuses. */
                setting: string | null;
                message: string;
                column?: string;
            }[];
            sheets: {
                /** @description The header, the word or the sheet as the file spells it; … where it may be somebody’s data. */
                name: string;
                /** @description A stable code: the field that it is read as, the rule that leaves it out, or what it could be. */
                what: string;
                /** @enum {string} */
                use: "USED" | "LEFT_OUT" | "UNKNOWN";
                rows: number;
                /** @description The setting that ends what is not known, such as maps.statuses. */
                setting: string | null;
                message: string;
            }[];
            /** @description All lines below the header: their rows add up to `rows.total` of the sync. */
            lines: {
                /** @description The header, the word or the sheet as the file spells it; … where it may be somebody’s data. */
                name: string;
                /** @description A stable code: the field that it is read as, the rule that leaves it out, or what it could be. */
                what: string;
                /** @enum {string} */
                use: "USED" | "LEFT_OUT" | "UNKNOWN";
                rows: number;
                /** @description The setting that ends what is not known, such as maps.statuses. */
                setting: string | null;
                message: string;
            }[];
        };
        FirstAccount: {
            email: string;
            /** Format: uuid */
            districtId: string;
        };
        FirstAccountLink: {
            token: string;
        };
        FirstAccountToMake: {
            /** @description Of the link. */
            token: string;
            /** @description Name of the district; of a school that belongs to none, its own name. */
            district: string;
            email: string;
            /** @description At least 12 characters. */
            password: string;
            /**
             * @description Language of the account and of its mails.
             * @enum {string}
             */
            locale: "en" | "fr-CA";
        };
        ForgottenPassword: {
            email: string;
        };
        Handover: {
            school: {
                name: string;
                timeZone: string;
            };
            /** Format: date-time */
            expiresAt: string;
            host: string;
            port: number;
            username: string;
            /** @description The key that the server shows, then those that it announces. None: no gateway has started yet. */
            hostKeys: {
                fingerprint: string;
                /** @description The line for an OpenSSH client. */
                knownHosts: string;
            }[];
            /** @description When this link made its one password. */
            passwordMadeAt: string | null;
            keyAddedAt: string | null;
            connection: components["schemas"]["Connection"];
        };
        HandoverKey: {
            /** @description What you call it. */
            name: string;
            /** @description One line as OpenSSH writes it; never the private key. */
            publicKey: string;
            /** @description What stands behind the # of the link. */
            token: string;
        };
        HandoverLink: {
            /** @description The only time that it is shown. */
            url: string;
            /** Format: date-time */
            expiresAt: string;
        };
        HandoverPassword: {
            /** @description The only time that it is shown. */
            password: string;
        };
        HandoverStanding: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** @description It has neither run out nor been ended. */
            works: boolean;
            openedAt: string | null;
            /** @description The address from which it was opened first. */
            openedFrom: string | null;
            passwordMadeAt: string | null;
            keyAddedAt: string | null;
        };
        HandoverToken: {
            /** @description What stands behind the # of the link. */
            token: string;
        };
        HoldEscalation: {
            /**
             * Format: date
             * @description The local date of the night after which they are told, or were.
             */
            night: string;
            isTold: boolean;
        };
        Invitation: {
            email: string;
            /**
             * @description OWNER for a school, DISTRICT_MANAGER for a district; may be left out.
             * @enum {string}
             */
            role?: "OWNER" | "DISTRICT_MANAGER";
        };
        Mail: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "SYNC" | "DAILY" | "WEEKLY" | "ESCALATION" | "TEST";
            recipient: string;
            /**
             * @description The language of the mail.
             * @example en
             */
            locale: string;
            /** @description The sync that it is about. */
            sync: {
                /** Format: uuid */
                id: string;
                fileName: string;
            } | null;
            /** @description The local date of the night that it is about; of a weekly summary, the Sunday. */
            night: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description ACCEPTED: the mail relay took it. WAITING: it is tried again. UNREACHABLE: the address was refused for good. GIVEN_UP: the relay did not take it in time. NOT_NEEDED: something else happened before it was sent.
             * @enum {string}
             */
            state: "ACCEPTED" | "WAITING" | "UNREACHABLE" | "GIVEN_UP" | "NOT_NEEDED";
            attempts: number;
            lastTriedAt: string | null;
            /** @description When the mail relay took it. */
            sentAt: string | null;
            /**
             * @description Why it was not taken: a code of the mail server, the relay or the line.
             * @example smtp_550
             */
            code: string | null;
            /** @description The same in words. */
            message: string | null;
        };
        Member: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            role: "OWNER" | "DISTRICT_MANAGER";
            /**
             * @description INVITED: no password was chosen yet.
             * @enum {string}
             */
            state: "ACTIVE" | "INVITED";
            invitedAt: string | null;
            lastSignInAt: string | null;
            /** @description Whether they need more than a password to sign in. */
            secondFactor: boolean;
        };
        NewApiToken: {
            /** Format: uuid */
            id: string;
            name: string | null;
            /** @enum {string} */
            scope: "READ" | "WRITE";
            /** @description The one school that it is for; null: all that its account may see. */
            schoolId: string | null;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** @description To the minute. */
            lastUsedAt: string | null;
            /** @description The only time that it is shown. */
            token: string;
        };
        NewPassword: {
            /** @description Of the link of a mail. */
            token: string;
            /** @description At least 12 characters. */
            newPassword: string;
        } | {
            currentPassword: string;
            /** @description At least 12 characters. */
            newPassword: string;
        };
        NewSchool: {
            name: string;
            /**
             * @description CA: Canada and international.
             * @enum {string}
             */
            region: "US" | "CA";
            /**
             * @description IANA name.
             * @example America/Toronto
             */
            timeZone: string;
            /** @enum {string} */
            locale: "en" | "fr-CA";
        };
        NewSftpKey: {
            /** @description What you call it. */
            name: string;
            /** @description One line as OpenSSH writes it; never the private key. */
            publicKey: string;
        };
        NewSftpPassword: {
            /** @description The only time that it is shown. */
            password: string;
            /** @description null: the password that the SIS used last, and older ones that were not used yet, sign in until a newer one is used. An instant: they ended then, because they were revoked or because there were none. */
            oldPasswordValidUntil: string | null;
        };
        NewWebhook: {
            /** Format: uuid */
            id: string;
            url: string;
            events: ("sync.ended" | "sync.held" | "night.nothing_arrived" | "credentials.changed")[];
            enabled: boolean;
            /** @description Why nothing is sent: an owner disabled it, or the receiver answered 410, or took nothing for days. */
            disabled: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                code: "BY_HAND" | "GONE" | "UNREACHABLE";
                message: string;
            } | null;
            /** @description Since when nothing was taken, if the last try failed. */
            failingSince: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Until then, deliveries are also signed with the secret before the present one. */
            oldSecretValidUntil: string | null;
            /**
             * @description With which the receiver checks signatures (Standard Webhooks). The only time that it is shown.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
             */
            secret: string;
        };
        NewWebhookSecret: {
            /**
             * @description With which the receiver checks signatures (Standard Webhooks). The only time that it is shown.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
             */
            secret: string;
            oldSecretValidUntil: string | null;
        };
        Night: {
            /**
             * Format: date
             * @description The local date that it closed.
             */
            date: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            /** @enum {string} */
            tone: "good" | "attention" | "bad";
            /** @description As the subject of the daily mail says it. */
            outcome: string;
            lead: string;
            /** @description The likely cause, where no file could be used. */
            cause: string | null;
            /** @description Who is missing from the data: a sentence per category, with counts. */
            missing: string[];
            mails: {
                sent: number;
                waiting: number;
                undelivered: number;
            };
        };
        NightForecast: {
            /** Format: date */
            night: string;
            /** @description Whether a file is expected. */
            isExpected: boolean;
            /** @description If no file comes tonight either, the Owners and District Managers who are no recipients are told, too. */
            silenceEscalates: boolean;
            /** @description Local times between which the first file usually comes. */
            usual: {
                from: string;
                to: string;
            } | null;
            /** @description How many people the files of a night usually change. */
            changes: {
                from: number;
                to: number;
            } | null;
        };
        NightList: {
            items: components["schemas"]["Night"][];
            /** @description What the night that is open now usually brings. */
            tonight: components["schemas"]["NightForecast"];
        };
        OfferedAuthenticatorApp: {
            /** @description To type into the app (base32): the only time that it is shown. */
            secret: string;
            /** @description The same as an otpauth:// link, for a QR code. */
            uri: string;
        };
        OpenFirstAccountLink: {
            /** Format: date-time */
            expiresAt: string;
        };
        OpenPasswordLink: {
            email: string;
            /** @description Name of the school or district. */
            place: string;
            /** @enum {string} */
            purpose: "INVITATION" | "PASSWORD_RESET";
            /** Format: date-time */
            expiresAt: string;
        };
        OtherSchools: {
            /** @description Words of the school column of its files that mean schools that are not in Rollcall. */
            words: string[];
        };
        Passkey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
            lastUsedAt: string | null;
        };
        PasskeyAnswer: {
            /** @description The token of the challenge. */
            challenge: string;
            /** @description What the passkey has signed (AuthenticationResponseJSON). */
            response: {
                id: string;
                rawId: string;
                /** @enum {string} */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    authenticatorData: string;
                    signature: string;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
        };
        PasskeyChallenge: {
            /** @description The token of the challenge. */
            challenge: string;
        };
        PasskeyQuestion: {
            /** @description For the Web Authentication API of the browser, as JSON. */
            options: {
                challenge: string;
            } & {
                [key: string]: unknown;
            };
        };
        PasskeyToAdd: {
            /** @description What you call it. */
            name: string;
            /** @description What the browser has made (RegistrationResponseJSON). */
            response: {
                id: string;
                rawId: string;
                /** @enum {string} */
                type: "public-key";
                response: {
                    clientDataJSON: string;
                    attestationObject: string;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
        };
        PasswordAndCode: {
            currentPassword: string;
            /** @description Six digits of the authenticator app, or a recovery code. */
            code: string;
        };
        PasswordLink: {
            token: string;
        };
        /** @default {} */
        PasswordRenewal: {
            /**
             * @description Ends every older password at once, and within a minute the sessions that it opened.
             * @default false
             */
            revokeOldNow?: boolean;
        };
        PeopleExport: {
            /** @description Words that all occur in name, e-mail address or student number; case and accents do not matter. */
            query?: string;
            /** @enum {string} */
            category?: "students" | "teachers" | "staff" | "admin";
            /** @enum {string} */
            state?: "ACTIVE" | "ARCHIVED";
            /**
             * @description As it is stored; `NONE`: without a grade.
             * @enum {string}
             */
            grade?: "10" | "11" | "12" | "13" | "IT" | "PR" | "PK" | "TK" | "KG" | "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "PS" | "UG" | "OT" | "NONE";
            /**
             * @description By last and first name, by grade and then by name, or those changed last first. A cursor belongs to its order.
             * @default NAME
             * @enum {string}
             */
            sort?: "NAME" | "GRADE" | "UPDATED";
            /**
             * @default csv
             * @enum {string}
             */
            format?: "csv" | "xlsx";
        };
        PeopleSearch: {
            /** @description Words that all occur in name, e-mail address or student number; case and accents do not matter. */
            query?: string;
            /** @enum {string} */
            category?: "students" | "teachers" | "staff" | "admin";
            /** @enum {string} */
            state?: "ACTIVE" | "ARCHIVED";
            /**
             * @description As it is stored; `NONE`: without a grade.
             * @enum {string}
             */
            grade?: "10" | "11" | "12" | "13" | "IT" | "PR" | "PK" | "TK" | "KG" | "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "PS" | "UG" | "OT" | "NONE";
            /**
             * @description By last and first name, by grade and then by name, or those changed last first. A cursor belongs to its order.
             * @default NAME
             * @enum {string}
             */
            sort?: "NAME" | "GRADE" | "UPDATED";
            /** @default 50 */
            limit?: number;
            /** @description `nextCursor` of the page before. */
            cursor?: string;
        };
        Person: {
            /** Format: uuid */
            id: string;
            email: string;
            firstName: string;
            lastName: string;
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "TEACHER" | "STAFF" | "STUDENT";
            /** @enum {string} */
            category: "students" | "teachers" | "staff" | "admin";
            studentId: string | null;
            grade: string | null;
            gradeRaw: string | null;
            parentEmail: string | null;
            parentPhone: string | null;
            studentPhone: string | null;
            idField1: string | null;
            idField2: string | null;
            staffId: string | null;
            /** @enum {string} */
            state: "ACTIVE" | "ARCHIVED";
            /** @description Rostering leaves a protected person alone. */
            protected: boolean;
            /** @description An owner archived or restored the person by hand. Files do not change that until one has said the same. */
            stateByHand: boolean;
            archivedAt: string | null;
            /** Format: date-time */
            updatedAt: string;
        };
        PersonChange: {
            /** @enum {string} */
            role?: "OWNER" | "MANAGER" | "TEACHER" | "STAFF" | "STUDENT";
            protected?: boolean;
        };
        PersonFields: {
            email: string;
            firstName: string;
            lastName: string;
            /** @enum {string} */
            role: "OWNER" | "MANAGER" | "TEACHER" | "STAFF" | "STUDENT";
            /** @enum {string} */
            category: "students" | "teachers" | "staff" | "admin";
            studentId: string | null;
            grade: string | null;
            gradeRaw: string | null;
            parentEmail: string | null;
            parentPhone: string | null;
            studentPhone: string | null;
            idField1: string | null;
            idField2: string | null;
            staffId: string | null;
        };
        /** @enum {string} */
        ProblemCode: "missing_value" | "invalid_email" | "placeholder_email" | "invalid_phone" | "unknown_grade" | "several_grades" | "unknown_title" | "unknown_word" | "unknown_status" | "vacancy_in_name" | "rows_struck_out" | "unreadable_date" | "contradicting_status" | "reason_for_leaving" | "unknown_column" | "unknown_role" | "category_unclear" | "value_too_long" | "scientific_notation" | "formula_error" | "too_many_cells" | "too_few_cells" | "broken_quotes" | "duplicate_person" | "contradicting_rows" | "shared_email" | "number_and_email_of_two_people" | "reused_number" | "column_read_twice" | "sensitive_column_ignored" | "date_instead_of_grade" | "wrong_category_in_file" | "reused_email" | "number_without_zeros" | "partial_file" | "several_schools" | "school_unsaid" | "rows_of_unknown_school" | "several_sheets" | "hidden_sheets" | "hidden_rows" | "lost_letters" | "values_tidied" | "line_without_person" | "rows_commented_out" | "lines_above_header" | "lines_in_quotes" | "names_split" | "parents_email" | "submitters_email" | "stays_archived" | "stays_active" | "empty_file" | "header_only" | "no_header" | "missing_required_column" | "ambiguous_column" | "unreadable_bytes" | "unsupported_format" | "broken_archive" | "file_too_large" | "too_many_rows" | "too_many_columns" | "no_valid_rows" | "all_rows_left_out" | "names_in_one_column" | "companion_file" | "list_of_leavers" | "second_header" | "no_rows_of_school" | "sheets_left_out" | "sheets_differ" | "identity_guard" | "number_conflicts" | "blank_column" | "mixed_up_column" | "change_of_category" | "names_lost_letters" | "grade_gone" | "gap_in_list" | "unclear_rollover" | "grades_went_back" | "header_drift" | "unusual_drop" | "old_file" | "unknown_people" | "wrong_school";
        /** @description RFC 9457. Sentences are in the language of Accept-Language (en, fr-CA). */
        ProblemDetails: {
            /** @description `urn:rollcall:problem:` and the code. */
            type: string;
            title: string;
            status: number;
            detail: string;
            code: components["schemas"]["RequestProblemCode"];
            requestId?: string;
            /** @description What is wrong with which value: JSON pointers into the body, or `#/query/…` for a query parameter. */
            errors?: {
                pointer: string;
                detail: string;
                code: components["schemas"]["ValueRule"];
            }[];
        };
        /** @description Problems that one remedy ends; `line` is that of the first. */
        ProblemGroup: {
            line: number | null;
            column: string | null;
            field: string | null;
            code: components["schemas"]["ProblemCode"];
            /** @enum {string} */
            severity: "error" | "warning";
            message: string;
            /** @description What to do. */
            remedy: string;
            count: number;
        };
        ProblemGroups: {
            items: components["schemas"]["ProblemGroup"][];
            /** @description How many problems there are in all. */
            total: number;
        };
        Readiness: {
            /** @enum {string} */
            status: "ok" | "unavailable";
            checks: {
                /** @enum {string} */
                database: "up" | "down";
                /** @enum {string} */
                temporal: "up" | "down";
                /** @enum {string} */
                store: "up" | "down";
            };
        };
        Reason: {
            /** @description Why; kept in the audit trail. */
            reason: string;
        };
        ReceivedUpload: {
            /** Format: uuid */
            syncId: string;
        };
        Recipient: {
            recipient: string;
            /**
             * @description ACCOUNT: it signs in here. CONFIRMED and DECLINED: what it said by the link in a mail; a declined address gets no mail. OPEN: it has not said.
             * @enum {string}
             */
            consent: "ACCOUNT" | "OPEN" | "CONFIRMED" | "DECLINED";
            /** @enum {string} */
            state: "REACHED" | "WAITING" | "UNREACHABLE" | "GIVEN_UP" | "NO_MAIL_YET";
            /** @description When the mail was taken or given up; while it waits, since when. */
            at: string | null;
            /**
             * @description A code of the mail server, the relay or the line.
             * @example smtp_550
             */
            code: string | null;
            /** @description Why no mail reaches it, and what to do. */
            message: string | null;
        };
        RecipientList: {
            items: components["schemas"]["Recipient"][];
        };
        RecoveryCodes: {
            /** @description Ten codes, each of which works once: the only time that they are shown. */
            recoveryCodes: string[];
        };
        /** @enum {string} */
        RequestProblemCode: "malformed_json" | "malformed_request" | "body_too_complex" | "not_signed_in" | "wrong_credentials" | "other_origin" | "read_only_token" | "second_factor_required" | "not_found" | "method_not_allowed" | "body_too_slow" | "not_held" | "already_decided" | "nothing_to_undo" | "nothing_to_cancel" | "not_a_preview" | "settings_not_saved" | "rostering_off" | "decide_first" | "still_under_way" | "bytes_not_kept" | "no_file_yet" | "same_request_under_way" | "last_owner" | "already_member" | "address_in_use" | "last_member" | "not_archived" | "not_active" | "already_released" | "handover_given" | "place_taken" | "webhook_disabled" | "no_second_factor" | "second_factor_stays" | "no_passkey" | "passkeys_unavailable" | "too_many_passkeys" | "nothing_offered" | "link_spent" | "sign_in_ended" | "handover_ended" | "first_account_link_ended" | "stale_version" | "body_too_large" | "file_too_large" | "not_json" | "not_multipart" | "invalid_request" | "wrong_password" | "wrong_code" | "wrong_passkey" | "file_missing" | "no_school_column" | "several_lists" | "no_known_school" | "district_file_rejected" | "idempotency_key_reused" | "version_required" | "too_many_requests" | "too_many_sign_ins" | "too_many_codes" | "too_many_mails" | "too_many_test_mails" | "headers_too_large" | "internal_error" | "mail_refused" | "school_busy" | "not_confirmed" | "temporal_away" | "database_away" | "store_away";
        RosteringSettings: {
            /** @enum {string} */
            method: "SFTP" | "NONE";
            /** @description Enable Automatic Rostering. Off: uploads are kept and never applied. */
            enabled: boolean;
            categories: {
                students: components["schemas"]["CategorySettings"];
                teachers: components["schemas"]["CategorySettings"];
                staff: components["schemas"]["CategorySettings"];
                admin: components["schemas"]["CategorySettings"];
            };
            notifications: {
                recipients: string[];
                /** @enum {string} */
                when: "EVERY_SYNC" | "DAILY" | "PROBLEMS" | "NEVER";
                includeNames: boolean;
                /**
                 * @description A summary of each week after the night of its Sunday; none while `when` is `NEVER`.
                 * @default true
                 */
                weeklySummary: boolean;
            };
            safety: {
                archivePercent: number;
                archiveCount: number;
                updatePercent: number;
                /** @description Somebody is archived on the day of this absence in a row; 1 is at once. Absences of one local day count once. */
                absencesBeforeArchive: number;
                /**
                 * @description When a file looks wrong beside the school and its earlier files: HOLD what it would change, or only WARN.
                 * @enum {string}
                 */
                shapeChecks: "HOLD" | "WARN";
                /**
                 * @description The first file of a school year, in which the top grade leaves and all others move up: APPLY it at once, or HOLD it.
                 * @default APPLY
                 * @enum {string}
                 */
                rollover: "APPLY" | "HOLD";
            };
            nightly: {
                /**
                 * @description HH:MM in the time zone of the school.
                 * @example 22:00
                 */
                at: string;
                expectDays: ("MON" | "TUE" | "WED" | "THU" | "FRI" | "SAT" | "SUN")[];
            };
            /** @description Instant (ISO 8601) until which nothing is applied; null: not paused. */
            pausedUntil: string | null;
            /**
             * @description Why the school is paused; shown in the console only.
             * @default null
             */
            pauseReason: string | null;
            /**
             * @description The summer switch: until its instant, files only add people; then the first file keeps to these thresholds.
             * @default {
             *       "until": null,
             *       "archivePercent": 10,
             *       "archiveCount": 5,
             *       "updatePercent": 75
             *     }
             */
            summer: {
                /** @description Instant (ISO 8601) until which files only add people; null: no summer. */
                until: string | null;
                /** @description Of `safety`, for the first file after the summer; so are the next two. */
                archivePercent: number;
                archiveCount: number;
                updatePercent: number;
            };
            maps: {
                /** @description Header text of the file → field; `status`, `entryDate` and `exitDate` say who is there, `school` of which school, `fullName` is both names, `ignore` leaves the column out. */
                headers: {
                    [key: string]: "email" | "firstName" | "lastName" | "role" | "studentId" | "grade" | "gradeRaw" | "parentEmail" | "parentPhone" | "studentPhone" | "idField1" | "idField2" | "staffId" | "status" | "entryDate" | "exitDate" | "school" | "fullName" | "ignore";
                };
                /** @description Grade text of the file → grade; `IGNORE`: it says no grade. */
                grades: {
                    [key: string]: string;
                };
                /** @description Role text of the file → role; `IGNORE` leaves such rows out, and nobody in them counts as missing. */
                roles: {
                    [key: string]: "OWNER" | "MANAGER" | "TEACHER" | "STAFF" | "STUDENT" | "IGNORE";
                };
                /** @description Name of a sheet of a workbook → whether its people are the roster. */
                sheets: {
                    [key: string]: "ROSTER" | "IGNORE";
                };
                /** @description Status text of the file → whether somebody with it is there; `IGNORE` leaves such rows out, and nobody in them counts as missing. */
                statuses: {
                    [key: string]: "PRESENT" | "GONE" | "IGNORE";
                };
            };
            /** @description Words of a school column that mean this school; once there are any, rows of other schools are left out. */
            ownSchool: string[];
        };
        RosteringSettingsToTry: {
            /** @enum {string} */
            method?: "SFTP" | "NONE";
            /** @description Enable Automatic Rostering. Off: uploads are kept and never applied. */
            enabled?: boolean;
            categories?: {
                students?: {
                    /** @description Adds new people of the category. */
                    roster?: boolean;
                    /** @description Changes existing people when the file differs. */
                    autoUpdate?: boolean;
                    /**
                     * @description What happens to people of the category who are not in the data that the SIS sent.
                     * @enum {string}
                     */
                    missingUsers?: "KEEP" | "ARCHIVE";
                };
                teachers?: {
                    /** @description Adds new people of the category. */
                    roster?: boolean;
                    /** @description Changes existing people when the file differs. */
                    autoUpdate?: boolean;
                    /**
                     * @description What happens to people of the category who are not in the data that the SIS sent.
                     * @enum {string}
                     */
                    missingUsers?: "KEEP" | "ARCHIVE";
                };
                staff?: {
                    /** @description Adds new people of the category. */
                    roster?: boolean;
                    /** @description Changes existing people when the file differs. */
                    autoUpdate?: boolean;
                    /**
                     * @description What happens to people of the category who are not in the data that the SIS sent.
                     * @enum {string}
                     */
                    missingUsers?: "KEEP" | "ARCHIVE";
                };
                admin?: {
                    /** @description Adds new people of the category. */
                    roster?: boolean;
                    /** @description Changes existing people when the file differs. */
                    autoUpdate?: boolean;
                    /**
                     * @description What happens to people of the category who are not in the data that the SIS sent.
                     * @enum {string}
                     */
                    missingUsers?: "KEEP" | "ARCHIVE";
                };
            };
            notifications?: {
                recipients?: string[];
                /** @enum {string} */
                when?: "EVERY_SYNC" | "DAILY" | "PROBLEMS" | "NEVER";
                includeNames?: boolean;
                weeklySummary?: boolean;
            };
            safety?: {
                archivePercent?: number;
                archiveCount?: number;
                updatePercent?: number;
                /** @description Somebody is archived on the day of this absence in a row; 1 is at once. Absences of one local day count once. */
                absencesBeforeArchive?: number;
                /**
                 * @description When a file looks wrong beside the school and its earlier files: HOLD what it would change, or only WARN.
                 * @enum {string}
                 */
                shapeChecks?: "HOLD" | "WARN";
                /** @enum {string} */
                rollover?: "APPLY" | "HOLD";
            };
            nightly?: {
                /**
                 * @description HH:MM in the time zone of the school.
                 * @example 22:00
                 */
                at?: string;
                expectDays?: ("MON" | "TUE" | "WED" | "THU" | "FRI" | "SAT" | "SUN")[];
            };
            /** @description Instant (ISO 8601) until which nothing is applied; null: not paused. */
            pausedUntil?: string | null;
            pauseReason?: string | null;
            summer?: {
                /** @description Instant (ISO 8601) until which files only add people; null: no summer. */
                until?: string | null;
                /** @description Of `safety`, for the first file after the summer; so are the next two. */
                archivePercent?: number;
                archiveCount?: number;
                updatePercent?: number;
            };
            maps?: {
                /** @description Header text of the file → field; `status`, `entryDate` and `exitDate` say who is there, `school` of which school, `fullName` is both names, `ignore` leaves the column out. */
                headers?: {
                    [key: string]: "email" | "firstName" | "lastName" | "role" | "studentId" | "grade" | "gradeRaw" | "parentEmail" | "parentPhone" | "studentPhone" | "idField1" | "idField2" | "staffId" | "status" | "entryDate" | "exitDate" | "school" | "fullName" | "ignore";
                };
                /** @description Grade text of the file → grade; `IGNORE`: it says no grade. */
                grades?: {
                    [key: string]: string;
                };
                /** @description Role text of the file → role; `IGNORE` leaves such rows out, and nobody in them counts as missing. */
                roles?: {
                    [key: string]: "OWNER" | "MANAGER" | "TEACHER" | "STAFF" | "STUDENT" | "IGNORE";
                };
                /** @description Name of a sheet of a workbook → whether its people are the roster. */
                sheets?: {
                    [key: string]: "ROSTER" | "IGNORE";
                };
                /** @description Status text of the file → whether somebody with it is there; `IGNORE` leaves such rows out, and nobody in them counts as missing. */
                statuses?: {
                    [key: string]: "PRESENT" | "GONE" | "IGNORE";
                };
            };
            /** @description Words of a school column that mean this school; once there are any, rows of other schools are left out. */
            ownSchool?: string[];
        };
        RowProblem: {
            line: number | null;
            column: string | null;
            field: string | null;
            code: components["schemas"]["ProblemCode"];
            /** @enum {string} */
            severity: "error" | "warning";
            message: string;
            /** @description What to do. */
            remedy: string;
        };
        School: {
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * @description CA: Canada and international.
             * @enum {string}
             */
            region: "US" | "CA";
            timeZone: string;
            district: {
                /** Format: uuid */
                id: string;
                name: string;
            };
        };
        SchoolOverview: {
            school: {
                /** Format: uuid */
                id: string;
                name: string;
                /**
                 * @description CA: Canada and international.
                 * @enum {string}
                 */
                region: "US" | "CA";
                timeZone: string;
            };
            /** @enum {string} */
            state: "HELD" | "FAILED" | "REJECTED" | "LATE" | "PAUSED" | "WAITING" | "OK" | "OFF";
            lastSync: components["schemas"]["Sync"] | null;
            heldSyncs: number;
            /** @description When the file came that has waited longest for an owner. */
            heldSince: string | null;
            /** @description Of PAUSED; null: the pause is over, and the newest file that was kept waits to be run. */
            pausedUntil: string | null;
            lateness: {
                late: boolean;
                expectedBy: string | null;
                hours: number;
            };
        };
        SchoolSearch: {
            /** @description Words that all occur in name, e-mail address or number; case and accents do not matter. */
            query: string;
        };
        SearchAnswer: {
            items: components["schemas"]["SearchHit"][];
            /** @description What was looked through, what was not found there, and what could not be looked through. */
            notes: string[];
        };
        SearchHit: {
            /** @enum {string} */
            kind: "ACTIVE" | "ARCHIVED" | "HELD" | "LEFT_OUT" | "LEFT_OUT_BY_RULE" | "NOT_APPLIED" | "IN_FILE";
            /** @description Who, where and why, in the language of Accept-Language. */
            message: string;
            personId: string | null;
            sync: {
                /** Format: uuid */
                id: string;
                fileName: string;
            } | null;
            /** @description The line of the file of the sync. */
            line: number | null;
        };
        SecondFactor: {
            /** @description Null: there is none. */
            authenticatorApp: {
                /** Format: date-time */
                since: string;
            } | null;
            /** @description The oldest first. */
            passkeys: components["schemas"]["Passkey"][];
            /** @description How many are left. */
            recoveryCodes: number;
            /** @description The district requires a second factor: the last one cannot be switched off. */
            required: boolean;
        };
        Session: {
            account: components["schemas"]["Account"];
        };
        Setup: {
            /** @description In their order, each by what is stored of the school. */
            steps: {
                /** @enum {string} */
                step: "METHOD" | "HANDED_OVER" | "CONNECTED" | "FIRST_FILE" | "LOOKED_AT" | "AUTO_UPDATE" | "ARCHIVE";
                isDone: boolean;
            }[];
            /** @description The first file that could be used. */
            firstSyncId: string | null;
            connection: components["schemas"]["Connection"];
            /** @description The last hand-over link, whether it works or not. */
            handover: components["schemas"]["HandoverStanding"] | null;
        };
        SftpAddresses: {
            /**
             * @description Addresses and networks from which the SIS may sign in; none: from anywhere.
             * @example [
             *       "203.0.113.0/24"
             *     ]
             */
            allowed: string[];
        };
        SftpAttempt: {
            /**
             * Format: date-time
             * @description The last of `times` equal ones.
             */
            at: string;
            times: number;
            address: string;
            /**
             * @description How the program named itself.
             * @example OpenSSH_9.6
             */
            client: string;
            /** @enum {string} */
            outcome: "SIGNED_IN" | "REFUSED";
            /** @description Why the sign-in failed; null if it succeeded. */
            cause: ("wrong_password" | "unknown_key" | "address_not_allowed" | "banned" | "too_many_connections" | "no_common_algorithm" | "name_refused" | "folder_refused") | null;
            /** @description Why, and what to do, in the language of Accept-Language. */
            message: string | null;
            /** @description What an old program offered of which nothing is taken here. */
            detail: string | null;
        };
        SftpAttempts: {
            items: components["schemas"]["SftpAttempt"][];
            bans: components["schemas"]["SftpBan"][];
        };
        SftpBan: {
            /** @description An address, or the /64 of an IPv6 one. */
            address: string;
            /** Format: date-time */
            until: string;
            /**
             * @description Only the SFTP user of this school is kept out there, or everybody.
             * @enum {string}
             */
            who: "USER" | "EVERYBODY";
        };
        SftpDetails: {
            host: string;
            port: number;
            /**
             * @description The port for programs that are too old for `port`; null: there is none.
             * @example 2023
             */
            compatPort: number | null;
            username: string;
            /** @description SHA256:… as OpenSSH prints them. */
            hostKeyFingerprints: string[];
            publicKeys: string[];
            /** @description When the newest password was made. */
            passwordSetAt: string | null;
            /** @description The passwords that sign in, newest first. The one with `lastUsedAt` is the one that the SIS used last; those without have not been used yet. */
            passwords: {
                /** Format: date-time */
                setAt: string;
                lastUsedAt: string | null;
            }[];
            /** @description The last sign-in, with any password or key. */
            lastUsedAt: string | null;
            /** @description The address of the last sign-in. */
            lastUsedFrom: string | null;
            /**
             * @description How the program of the last sign-in named itself.
             * @example OpenSSH_9.6
             */
            lastUsedClient: string | null;
        };
        SftpKey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @example ssh-ed25519 */
            type: string;
            /** @description SHA256:… as OpenSSH prints it. */
            fingerprint: string;
            /** Format: date-time */
            createdAt: string;
            lastUsedAt: string | null;
        };
        SftpKeyList: {
            items: components["schemas"]["SftpKey"][];
        };
        SignIn: {
            email: string;
            password: string;
        };
        SignInChallenge: {
            /** @description For the second step. It gives no access by itself. */
            token: string;
            /** Format: date-time */
            expiresAt: string;
        };
        SignInProviders: {
            items: {
                /** @enum {string} */
                id: "google" | "microsoft" | "oidc";
                /**
                 * @description For the button.
                 * @example Google
                 */
                name: string;
            }[];
        };
        SignedIn: components["schemas"]["Session"] | components["schemas"]["ChallengedSession"];
        /** @description What does not belong to the kind is null. */
        StoryEntry: {
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "CHANGE" | "DECISION" | "UNDO" | "EDIT" | "ABSENCE";
            /** @description What happened, as a sentence in the language of Accept-Language. */
            message: string;
            actor: {
                /** @enum {string} */
                kind: "account" | "sftp" | "system";
                name: string | null;
            } | null;
            reason: string | null;
            sync: {
                /** Format: uuid */
                id: string;
                fileName: string;
                /** @enum {string} */
                status: "RECEIVED" | "STAGING" | "PLANNING" | "HELD" | "APPLYING" | "APPLIED" | "UNCHANGED" | "REJECTED" | "FAILED" | "SUPERSEDED" | "DISCARDED" | "PREVIEWED" | "UNDONE" | "DISABLED" | "PAUSED" | "CANCELLED";
                /** @enum {string} */
                trigger: "SFTP" | "WEB" | "NIGHTLY" | "RERUN";
            } | null;
            change: {
                /** @enum {string} */
                kind: "ADD" | "UPDATE" | "ARCHIVE" | "RESTORE";
                /** @enum {string} */
                state: "PLANNED" | "HELD" | "APPLIED" | "UNDONE" | "SKIPPED";
                /** @enum {string} */
                category: "students" | "teachers" | "staff" | "admin";
                line: number | null;
                before: components["schemas"]["PersonFields"] | null;
                after: components["schemas"]["PersonFields"];
                why: {
                    code: components["schemas"]["WhyCode"];
                    message: string;
                };
            } | null;
            edit: {
                role: {
                    /** @enum {string} */
                    from: "OWNER" | "MANAGER" | "TEACHER" | "STAFF" | "STUDENT";
                    /** @enum {string} */
                    to: "OWNER" | "MANAGER" | "TEACHER" | "STAFF" | "STUDENT";
                } | null;
                protected: {
                    from: boolean;
                    to: boolean;
                } | null;
                state: {
                    /** @enum {string} */
                    from: "ACTIVE" | "ARCHIVED";
                    /** @enum {string} */
                    to: "ACTIVE" | "ARCHIVED";
                } | null;
                /** @description Number and e-mail address were released. */
                released: boolean;
            } | null;
            absence: {
                /**
                 * Format: date
                 * @description Local date of the school.
                 */
                day: string;
                number: number;
                of: number;
            } | null;
        };
        Sync: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "RECEIVED" | "STAGING" | "PLANNING" | "HELD" | "APPLYING" | "APPLIED" | "UNCHANGED" | "REJECTED" | "FAILED" | "SUPERSEDED" | "DISCARDED" | "PREVIEWED" | "UNDONE" | "DISABLED" | "PAUSED" | "CANCELLED";
            /** @enum {string} */
            trigger: "SFTP" | "WEB" | "NIGHTLY" | "RERUN";
            dryRun: boolean;
            /** @description Of a preview of settings: how those that it tried differ from the school’s. Null: it used the school’s own. */
            triedSettings: {
                setting: string;
                from?: string | number | boolean | null;
                to?: string | number | boolean | null;
            }[] | null;
            file: {
                name: string;
                bytes: number;
                sha256: string;
                format: ("csv" | "tsv" | "xlsx" | "zip") | null;
                encoding: string | null;
            };
            /** @description People per outcome, as far as it took effect; `held`: changes that wait for an owner. All 0 while the file is being worked on, and where it ended without being applied. Of a sync that was undone: what is still in effect. Of a preview (PREVIEWED): what the file would do. */
            counts: {
                students: components["schemas"]["CategoryCounts"];
                teachers: components["schemas"]["CategoryCounts"];
                staff: components["schemas"]["CategoryCounts"];
                admin: components["schemas"]["CategoryCounts"];
            };
            rows: {
                total: number;
                valid: number;
                problems: number;
                warnings: number;
            };
            /** @description Why part of it waits for an owner, waited before it was settled, or, of a preview, would wait. */
            hold: {
                reasons: {
                    /** @enum {string} */
                    code: "archive_guard" | "cut_last_line" | "beginning_of_last_file" | "unidentified_rows" | "update_guard" | "rollover" | "privileged_role" | "privileged_email" | "identity_change" | "lost_zeros" | "handed_on" | "same_names" | "unknown_status" | "student_and_adult" | "several_schools" | "several_sheets" | "identity_guard" | "number_conflicts" | "blank_column" | "mixed_up_column" | "change_of_category" | "names_lost_letters" | "grade_gone" | "gap_in_list" | "unclear_rollover" | "grades_went_back" | "header_drift" | "unusual_drop" | "old_file" | "unknown_people" | "wrong_school";
                    /** @enum {string} */
                    category: "students" | "teachers" | "staff" | "admin";
                    message: string;
                }[];
            } | null;
            /** @description The first file of a school year: how many graduates it archived and how many students moved up, as far as it took effect; of a preview, how many would be. Null: it begins no school year. */
            rollover: {
                graduates: number;
                movedUp: number;
                message: string;
            } | null;
            /** Format: date-time */
            receivedAt: string;
            startedAt: string | null;
            /** @description When its changes took effect, but for those that wait, or waited, for an owner. */
            appliedAt: string | null;
            finishedAt: string | null;
            error: {
                code: components["schemas"]["SyncErrorCode"];
                message: string;
            } | null;
            workflow: {
                id: string;
                runId: string | null;
                url: string | null;
            };
        };
        SyncDecision: {
            /** @enum {string} */
            decision: "APPROVED" | "DISCARDED" | "CANCELLED" | "UNDONE";
            /** @description The e-mail address of the account. */
            by: string | null;
            /** Format: date-time */
            at: string;
            reason: string | null;
        };
        SyncDetail: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "RECEIVED" | "STAGING" | "PLANNING" | "HELD" | "APPLYING" | "APPLIED" | "UNCHANGED" | "REJECTED" | "FAILED" | "SUPERSEDED" | "DISCARDED" | "PREVIEWED" | "UNDONE" | "DISABLED" | "PAUSED" | "CANCELLED";
            /** @enum {string} */
            trigger: "SFTP" | "WEB" | "NIGHTLY" | "RERUN";
            dryRun: boolean;
            /** @description Of a preview of settings: how those that it tried differ from the school’s. Null: it used the school’s own. */
            triedSettings: {
                setting: string;
                from?: string | number | boolean | null;
                to?: string | number | boolean | null;
            }[] | null;
            file: {
                name: string;
                bytes: number;
                sha256: string;
                format: ("csv" | "tsv" | "xlsx" | "zip") | null;
                encoding: string | null;
            };
            /** @description People per outcome, as far as it took effect; `held`: changes that wait for an owner. All 0 while the file is being worked on, and where it ended without being applied. Of a sync that was undone: what is still in effect. Of a preview (PREVIEWED): what the file would do. */
            counts: {
                students: components["schemas"]["CategoryCounts"];
                teachers: components["schemas"]["CategoryCounts"];
                staff: components["schemas"]["CategoryCounts"];
                admin: components["schemas"]["CategoryCounts"];
            };
            rows: {
                total: number;
                valid: number;
                problems: number;
                warnings: number;
            };
            /** @description Why part of it waits for an owner, waited before it was settled, or, of a preview, would wait. */
            hold: {
                reasons: {
                    /** @enum {string} */
                    code: "archive_guard" | "cut_last_line" | "beginning_of_last_file" | "unidentified_rows" | "update_guard" | "rollover" | "privileged_role" | "privileged_email" | "identity_change" | "lost_zeros" | "handed_on" | "same_names" | "unknown_status" | "student_and_adult" | "several_schools" | "several_sheets" | "identity_guard" | "number_conflicts" | "blank_column" | "mixed_up_column" | "change_of_category" | "names_lost_letters" | "grade_gone" | "gap_in_list" | "unclear_rollover" | "grades_went_back" | "header_drift" | "unusual_drop" | "old_file" | "unknown_people" | "wrong_school";
                    /** @enum {string} */
                    category: "students" | "teachers" | "staff" | "admin";
                    message: string;
                }[];
            } | null;
            /** @description The first file of a school year: how many graduates it archived and how many students moved up, as far as it took effect; of a preview, how many would be. Null: it begins no school year. */
            rollover: {
                graduates: number;
                movedUp: number;
                message: string;
            } | null;
            /** Format: date-time */
            receivedAt: string;
            startedAt: string | null;
            /** @description When its changes took effect, but for those that wait, or waited, for an owner. */
            appliedAt: string | null;
            finishedAt: string | null;
            error: {
                code: components["schemas"]["SyncErrorCode"];
                message: string;
            } | null;
            workflow: {
                id: string;
                runId: string | null;
                url: string | null;
            };
            /** @description What an owner decided last; null: none has. */
            decision: components["schemas"]["SyncDecision"] | null;
            /** @description Of a sync that waits for an owner: when the Owners and District Managers who are no recipients are told by mail; null: nobody else is. */
            escalation: components["schemas"]["HoldEscalation"] | null;
        };
        /** @enum {string} */
        SyncErrorCode: "empty_file" | "header_only" | "no_header" | "missing_required_column" | "ambiguous_column" | "unreadable_bytes" | "unsupported_format" | "broken_archive" | "file_too_large" | "too_many_rows" | "too_many_columns" | "no_valid_rows" | "all_rows_left_out" | "names_in_one_column" | "companion_file" | "list_of_leavers" | "second_header" | "no_rows_of_school" | "sheets_left_out" | "sheets_differ" | "internal_error" | "worker_lost" | "gave_up_planning" | "cancelled";
        TestMail: {
            sent: number;
            /** @description Who got nothing, and why: a code of the relay or of the address. */
            failed: {
                recipient: string;
                code: string;
            }[];
        };
        TokenToMake: {
            /** @description What it is for. */
            name: string;
            /** @enum {string} */
            scope: "READ" | "WRITE";
            /** @description Null, or left out: it works until it is revoked. */
            expiresAt?: string | null;
            /** @description A District Manager may make a token for one school. */
            schoolId?: string | null;
        };
        UndoneChange: {
            id: string;
            person: {
                /** Format: uuid */
                id: string;
                email: string;
                firstName: string;
                lastName: string;
                studentId: string | null;
            };
            /** @enum {string} */
            category: "students" | "teachers" | "staff" | "admin";
            /**
             * @description What the sync did.
             * @enum {string}
             */
            kind: "ADD" | "UPDATE" | "ARCHIVE" | "RESTORE";
            /**
             * @description What the undo would do. STAY: it cannot, and `why` says so.
             * @enum {string}
             */
            will: "ARCHIVE" | "RESTORE" | "UPDATE" | "STAY";
            /** @description As the sync left the person. */
            before: components["schemas"]["PersonFields"];
            /** @description As the undo would leave the person; null where it changes nothing of this. */
            after: components["schemas"]["PersonFields"] | null;
            why: {
                code: components["schemas"]["WhyCode"];
                message: string;
            };
        };
        UnplacedWord: {
            /**
             * @description Blank: the cell is blank, or the row cannot be read. “…”: words that are not shown.
             * @example Roosevelt Annex
             */
            word: string;
            rows: number;
            /** @description How many schools of the district have this word; with two, the rows belong to neither. */
            claimedBy: number;
        };
        /** @enum {string} */
        ValueRule: "missing_or_wrong_type" | "not_an_email" | "not_an_instant" | "not_a_time_zone" | "not_a_clock_time" | "wrong_format" | "not_a_choice" | "at_least" | "at_most" | "too_short" | "too_easy" | "not_later" | "not_your_school" | "too_long" | "too_few_items" | "too_many_items" | "repeated" | "unknown_key" | "wrong_cursor" | "nothing_given" | "unstorable_sign" | "control_character" | "not_an_address" | "not_a_web_address" | "sign_in_in_address" | "not_encrypted" | "private_address" | "not_a_public_key" | "private_key" | "weak_key" | "invalid";
        VendorMessages: {
            /** @description The message in each language; none where nothing has to be corrected in the export. */
            items: {
                /** @enum {string} */
                locale: "en" | "fr-CA";
                subject: string;
                text: string;
            }[];
        };
        WaitingPerson: {
            person: components["schemas"]["Person"];
            /**
             * Format: date
             * @description Local date of the school.
             */
            since: string;
            /**
             * Format: date
             * @description Local date of the school.
             */
            latest: string;
            /** @description Days on which a file that stands for the category did not list the person. */
            absences: number;
            /** @description The setting absencesBeforeArchive: the person is archived on the day of this absence. */
            of: number;
            /** @description The latest file that did not list the person. */
            sync: {
                /** Format: uuid */
                id: string;
                fileName: string;
            };
            /** @description The sync whose archiving of this person is held for approval. */
            heldBy: string | null;
        };
        Webhook: {
            /** Format: uuid */
            id: string;
            url: string;
            events: ("sync.ended" | "sync.held" | "night.nothing_arrived" | "credentials.changed")[];
            enabled: boolean;
            /** @description Why nothing is sent: an owner disabled it, or the receiver answered 410, or took nothing for days. */
            disabled: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                code: "BY_HAND" | "GONE" | "UNREACHABLE";
                message: string;
            } | null;
            /** @description Since when nothing was taken, if the last try failed. */
            failingSince: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Until then, deliveries are also signed with the secret before the present one. */
            oldSecretValidUntil: string | null;
        };
        /** @description What is given is changed. */
        WebhookChange: {
            /**
             * @description https:// address of the receiver, on the internet.
             * @example https://example.org/rollcall
             */
            url?: string;
            /**
             * @description What the receiver is told.
             * @example [
             *       "sync.ended",
             *       "sync.held"
             *     ]
             */
            events?: ("sync.ended" | "sync.held" | "night.nothing_arrived" | "credentials.changed")[];
            enabled?: boolean;
        };
        WebhookDelivery: {
            /**
             * Format: uuid
             * @description The header webhook-id of its message is `msg_` and this.
             */
            id: string;
            /** @enum {string} */
            type: "sync.ended" | "sync.held" | "night.nothing_arrived" | "credentials.changed" | "webhook.test";
            /** @enum {string} */
            state: "WAITING" | "DELIVERED" | "GIVEN_UP";
            /** Format: date-time */
            createdAt: string;
            /** @description How often it was sent, or tried. */
            attempts: number;
            lastTriedAt: string | null;
            /** @description When it is tried next; null: not any more. */
            nextTryAt: string | null;
            deliveredAt: string | null;
            /** @description The HTTP status of the last answer. */
            lastStatus: number | null;
            /** @description Why the last try failed. */
            lastCode: ("not_accepted" | "redirected" | "gone" | "timed_out" | "not_connected" | "unknown_host" | "private_address" | "not_encrypted" | "certificate" | "disabled") | null;
            /** @description The same in words. */
            message: string | null;
            /** @description How long the last try took, in milliseconds. */
            tookMs: number | null;
            /** @description What it tells: ids, counts and codes, and no personal data. */
            data: {
                [key: string]: unknown;
            };
        };
        WebhookSecretRenewal: {
            /**
             * @description The secret before does not sign any more, instead of for a day.
             * @default false
             */
            revokeOldNow?: boolean;
        };
        WebhookToMake: {
            /**
             * @description https:// address of the receiver, on the internet.
             * @example https://example.org/rollcall
             */
            url: string;
            /**
             * @description What the receiver is told.
             * @example [
             *       "sync.ended",
             *       "sync.held"
             *     ]
             */
            events: ("sync.ended" | "sync.held" | "night.nothing_arrived" | "credentials.changed")[];
        };
        /** @enum {string} */
        WhyCode: "new_in_file" | "new_privileged" | "differs_from_file" | "promotion" | "privileged_email" | "back_in_file" | "privileged_return" | "missing_from_file" | "roster_off" | "auto_update_off" | "additions_only" | "protected" | "last_owner" | "hold_discarded" | "hold_expired" | "sync_cancelled" | "changed_since_plan" | "changed_since_apply" | "place_taken" | "undo_of_add" | "undo_of_update" | "undo_of_archive" | "undo_of_restore" | "undone_before_decision" | "identity_change" | "parents_email" | "email_outside" | "lost_zeros" | "handed_on" | "same_names" | "status_unknown" | "student_and_adult" | "kept_role" | "left_list" | "in_other_list" | "waiting" | "not_stand_alone" | "missing_users_keep" | "discarded_before" | "archived_by_hand" | "restored_by_hand";
        WordsToMap: {
            /** @description Why; kept in the audit trail. */
            reason: string;
            /** @description Added to the maps of the settings; a word that is there already gets this meaning. */
            maps?: {
                /** @description Header text of the file → field; `status`, `entryDate` and `exitDate` say who is there, `school` of which school, `fullName` is both names, `ignore` leaves the column out. */
                headers?: {
                    [key: string]: "email" | "firstName" | "lastName" | "role" | "studentId" | "grade" | "gradeRaw" | "parentEmail" | "parentPhone" | "studentPhone" | "idField1" | "idField2" | "staffId" | "status" | "entryDate" | "exitDate" | "school" | "fullName" | "ignore";
                };
                /** @description Grade text of the file → grade; `IGNORE`: it says no grade. */
                grades?: {
                    [key: string]: string;
                };
                /** @description Role text of the file → role; `IGNORE` leaves such rows out, and nobody in them counts as missing. */
                roles?: {
                    [key: string]: "OWNER" | "MANAGER" | "TEACHER" | "STAFF" | "STUDENT" | "IGNORE";
                };
                /** @description Name of a sheet of a workbook → whether its people are the roster. */
                sheets?: {
                    [key: string]: "ROSTER" | "IGNORE";
                };
                /** @description Status text of the file → whether somebody with it is there; `IGNORE` leaves such rows out, and nobody in them counts as missing. */
                statuses?: {
                    [key: string]: "PRESENT" | "GONE" | "IGNORE";
                };
            };
            /** @description Added to the words of a school column that mean this school. */
            ownSchool?: string[];
        };
    };
    responses: {
        /** @description `other_origin`: a session’s change came from a page of another site. `read_only_token`: the API token only reads. `second_factor_required`: the district of the account requires a second factor, which has to be set up first. */
        OtherOrigin: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `not_signed_in`: no token and no session, or one that is not valid. */
        NotSignedIn: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
        SameRequestUnderWay: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
        IdempotencyKeyReused: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `too_many_requests`: wait as long as Retry-After says. Counted for each token, and for each address before anything is read. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `malformed_json`, `body_too_complex`: no JSON, or more than 20 levels or 20,000 values. */
        MalformedBody: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `body_too_slow`: the body took more than ten seconds, or an upload paused for thirty. The connection is closed. */
        BodyTooSlow: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `body_too_large`: more than 1 MB, or 8 kB on a route without sign-in. The connection is closed. */
        BodyTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `not_json`: the body is not uncompressed JSON in UTF-8 with the content type application/json. */
        NotJson: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `malformed_request`: the address or a header is malformed. */
        Malformed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `internal_error`: a fault of Rollcall. Nothing is lost; give support the request id. */
        Fault: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `database_away`: the database does not answer; try again later. */
        Away: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
    };
    parameters: {
        /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Names the request in the log; give it to support. Your own, if you sent one.
         * @example 5c3f1a52-8a3e-4c43-9d6c-0f0f2b7f3a11
         */
        RequestId: string;
        /**
         * @description How many requests the token may send at once now (`r`), and in how many seconds it may send as many as at first (`t`).
         * @example "token";r=98;t=1
         */
        RateLimit: string;
        /**
         * @description How many requests (`q`) in how many seconds (`w`) a token may send.
         * @example "token";q=100;w=10
         */
        RateLimitPolicy: string;
        /**
         * @description Seconds after which to try again.
         * @example 2
         */
        RetryAfter: number;
        /**
         * @description The version of the settings, for If-Match.
         * @example "7"
         */
        ETag: string;
        /**
         * @description The address of what was made, or of the sync that changes.
         * @example /api/schools/019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d/rostering
         */
        Location: string;
        /**
         * @description Of a file: its name.
         * @example attachment; filename="students.csv.problems.csv"
         */
        ContentDisposition: string;
        /**
         * @description The answer of the first request with this Idempotency-Key; nothing was done.
         * @example true
         */
        IdempotentReplayed: boolean;
        /**
         * @description How to sign in.
         * @example Bearer realm="rollcall"
         */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export type Account = components['schemas']['Account'];
export type AccountAddress = components['schemas']['AccountAddress'];
export type AddedPasskey = components['schemas']['AddedPasskey'];
export type ApiToken = components['schemas']['ApiToken'];
export type Approval = components['schemas']['Approval'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type AuthenticatorAppCode = components['schemas']['AuthenticatorAppCode'];
export type AuthenticatorAppToAdd = components['schemas']['AuthenticatorAppToAdd'];
export type BrowserSession = components['schemas']['BrowserSession'];
export type CategoryCounts = components['schemas']['CategoryCounts'];
export type CategoryReadiness = components['schemas']['CategoryReadiness'];
export type CategoryReadinessList = components['schemas']['CategoryReadinessList'];
export type CategorySettings = components['schemas']['CategorySettings'];
export type ChallengeAnswer = components['schemas']['ChallengeAnswer'];
export type ChallengedSession = components['schemas']['ChallengedSession'];
export type Change = components['schemas']['Change'];
export type ChangesExport = components['schemas']['ChangesExport'];
export type ChangesSearch = components['schemas']['ChangesSearch'];
export type ColumnSamples = components['schemas']['ColumnSamples'];
export type Connection = components['schemas']['Connection'];
export type ConnectionFile = components['schemas']['ConnectionFile'];
export type CreatedSchool = components['schemas']['CreatedSchool'];
export type DistrictOverview = components['schemas']['DistrictOverview'];
export type DistrictSecurity = components['schemas']['DistrictSecurity'];
export type DistrictSecurityToSave = components['schemas']['DistrictSecurityToSave'];
export type DistrictUpload = components['schemas']['DistrictUpload'];
export type FileAccount = components['schemas']['FileAccount'];
export type FirstAccount = components['schemas']['FirstAccount'];
export type FirstAccountLink = components['schemas']['FirstAccountLink'];
export type FirstAccountToMake = components['schemas']['FirstAccountToMake'];
export type ForgottenPassword = components['schemas']['ForgottenPassword'];
export type Handover = components['schemas']['Handover'];
export type HandoverKey = components['schemas']['HandoverKey'];
export type HandoverLink = components['schemas']['HandoverLink'];
export type HandoverPassword = components['schemas']['HandoverPassword'];
export type HandoverStanding = components['schemas']['HandoverStanding'];
export type HandoverToken = components['schemas']['HandoverToken'];
export type HoldEscalation = components['schemas']['HoldEscalation'];
export type Invitation = components['schemas']['Invitation'];
export type Mail = components['schemas']['Mail'];
export type Member = components['schemas']['Member'];
export type NewApiToken = components['schemas']['NewApiToken'];
export type NewPassword = components['schemas']['NewPassword'];
export type NewSchool = components['schemas']['NewSchool'];
export type NewSftpKey = components['schemas']['NewSftpKey'];
export type NewSftpPassword = components['schemas']['NewSftpPassword'];
export type NewWebhook = components['schemas']['NewWebhook'];
export type NewWebhookSecret = components['schemas']['NewWebhookSecret'];
export type Night = components['schemas']['Night'];
export type NightForecast = components['schemas']['NightForecast'];
export type NightList = components['schemas']['NightList'];
export type OfferedAuthenticatorApp = components['schemas']['OfferedAuthenticatorApp'];
export type OpenFirstAccountLink = components['schemas']['OpenFirstAccountLink'];
export type OpenPasswordLink = components['schemas']['OpenPasswordLink'];
export type OtherSchools = components['schemas']['OtherSchools'];
export type Passkey = components['schemas']['Passkey'];
export type PasskeyAnswer = components['schemas']['PasskeyAnswer'];
export type PasskeyChallenge = components['schemas']['PasskeyChallenge'];
export type PasskeyQuestion = components['schemas']['PasskeyQuestion'];
export type PasskeyToAdd = components['schemas']['PasskeyToAdd'];
export type PasswordAndCode = components['schemas']['PasswordAndCode'];
export type PasswordLink = components['schemas']['PasswordLink'];
export type PasswordRenewal = components['schemas']['PasswordRenewal'];
export type PeopleExport = components['schemas']['PeopleExport'];
export type PeopleSearch = components['schemas']['PeopleSearch'];
export type Person = components['schemas']['Person'];
export type PersonChange = components['schemas']['PersonChange'];
export type PersonFields = components['schemas']['PersonFields'];
export type ProblemCode = components['schemas']['ProblemCode'];
export type ProblemDetails = components['schemas']['ProblemDetails'];
export type ProblemGroup = components['schemas']['ProblemGroup'];
export type ProblemGroups = components['schemas']['ProblemGroups'];
export type Readiness = components['schemas']['Readiness'];
export type Reason = components['schemas']['Reason'];
export type ReceivedUpload = components['schemas']['ReceivedUpload'];
export type Recipient = components['schemas']['Recipient'];
export type RecipientList = components['schemas']['RecipientList'];
export type RecoveryCodes = components['schemas']['RecoveryCodes'];
export type RequestProblemCode = components['schemas']['RequestProblemCode'];
export type RosteringSettings = components['schemas']['RosteringSettings'];
export type RosteringSettingsToTry = components['schemas']['RosteringSettingsToTry'];
export type RowProblem = components['schemas']['RowProblem'];
export type School = components['schemas']['School'];
export type SchoolOverview = components['schemas']['SchoolOverview'];
export type SchoolSearch = components['schemas']['SchoolSearch'];
export type SearchAnswer = components['schemas']['SearchAnswer'];
export type SearchHit = components['schemas']['SearchHit'];
export type SecondFactor = components['schemas']['SecondFactor'];
export type Session = components['schemas']['Session'];
export type Setup = components['schemas']['Setup'];
export type SftpAddresses = components['schemas']['SftpAddresses'];
export type SftpAttempt = components['schemas']['SftpAttempt'];
export type SftpAttempts = components['schemas']['SftpAttempts'];
export type SftpBan = components['schemas']['SftpBan'];
export type SftpDetails = components['schemas']['SftpDetails'];
export type SftpKey = components['schemas']['SftpKey'];
export type SftpKeyList = components['schemas']['SftpKeyList'];
export type SignIn = components['schemas']['SignIn'];
export type SignInChallenge = components['schemas']['SignInChallenge'];
export type SignInProviders = components['schemas']['SignInProviders'];
export type SignedIn = components['schemas']['SignedIn'];
export type StoryEntry = components['schemas']['StoryEntry'];
export type Sync = components['schemas']['Sync'];
export type SyncDecision = components['schemas']['SyncDecision'];
export type SyncDetail = components['schemas']['SyncDetail'];
export type SyncErrorCode = components['schemas']['SyncErrorCode'];
export type TestMail = components['schemas']['TestMail'];
export type TokenToMake = components['schemas']['TokenToMake'];
export type UndoneChange = components['schemas']['UndoneChange'];
export type UnplacedWord = components['schemas']['UnplacedWord'];
export type ValueRule = components['schemas']['ValueRule'];
export type VendorMessages = components['schemas']['VendorMessages'];
export type WaitingPerson = components['schemas']['WaitingPerson'];
export type Webhook = components['schemas']['Webhook'];
export type WebhookChange = components['schemas']['WebhookChange'];
export type WebhookDelivery = components['schemas']['WebhookDelivery'];
export type WebhookSecretRenewal = components['schemas']['WebhookSecretRenewal'];
export type WebhookToMake = components['schemas']['WebhookToMake'];
export type WhyCode = components['schemas']['WhyCode'];
export type WordsToMap = components['schemas']['WordsToMap'];
export type ResponseOtherOrigin = components['responses']['OtherOrigin'];
export type ResponseNotSignedIn = components['responses']['NotSignedIn'];
export type ResponseSameRequestUnderWay = components['responses']['SameRequestUnderWay'];
export type ResponseIdempotencyKeyReused = components['responses']['IdempotencyKeyReused'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseMalformedBody = components['responses']['MalformedBody'];
export type ResponseBodyTooSlow = components['responses']['BodyTooSlow'];
export type ResponseBodyTooLarge = components['responses']['BodyTooLarge'];
export type ResponseNotJson = components['responses']['NotJson'];
export type ResponseMalformed = components['responses']['Malformed'];
export type ResponseFault = components['responses']['Fault'];
export type ResponseAway = components['responses']['Away'];
export type ParameterIdempotencyKey = components['parameters']['IdempotencyKey'];
export type HeaderRequestId = components['headers']['RequestId'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderRateLimitPolicy = components['headers']['RateLimitPolicy'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type HeaderETag = components['headers']['ETag'];
export type HeaderLocation = components['headers']['Location'];
export type HeaderContentDisposition = components['headers']['ContentDisposition'];
export type HeaderIdempotentReplayed = components['headers']['IdempotentReplayed'];
export type HeaderWwwAuthenticate = components['headers']['WwwAuthenticate'];
export type $defs = Record<string, never>;
export interface operations {
    forgotPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "zoe.tremblay@lincoln.example"
                 *     }
                 */
                "application/json": components["schemas"]["ForgottenPassword"];
            };
        };
        responses: {
            /** @description If the address has access, a mail is on its way. The answer is the same if it has none. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "zoe.tremblay@lincoln.example"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountAddress"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    readPasswordLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "rc_shown-this-once"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordLink"];
            };
        };
        responses: {
            /** @description The link works. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "place": "Lincoln High School",
                     *       "purpose": "INVITATION",
                     *       "expiresAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenPasswordLink"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `link_spent`: This link does not work any more. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    setPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "rc_shown-this-once",
                 *       "newPassword": "four words or twelve characters"
                 *     }
                 */
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description The new password works. Other browser sessions of the account have ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "zoe.tremblay@lincoln.example"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountAddress"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `not_signed_in`: You are not signed in. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            /** @description `link_spent`: This link does not work any more. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_password`: The current password is not right. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "name": "Lincoln High School",
                     *           "scope": "READ",
                     *           "schoolId": null,
                     *           "createdAt": "2026-11-27T22:00:04.000Z",
                     *           "expiresAt": "2026-11-27T22:00:04.000Z",
                     *           "lastUsedAt": "2026-11-27T22:00:04.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ApiToken"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    makeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lincoln High School",
                 *       "scope": "READ",
                 *       "expiresAt": "2026-11-27T22:00:04.000Z",
                 *       "schoolId": null
                 *     }
                 */
                "application/json": components["schemas"]["TokenToMake"];
            };
        };
        responses: {
            /** @description The token: the only time that it is shown. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "name": "Lincoln High School",
                     *       "scope": "READ",
                     *       "schoolId": null,
                     *       "createdAt": "2026-11-27T22:00:04.000Z",
                     *       "expiresAt": "2026-11-27T22:00:04.000Z",
                     *       "lastUsedAt": "2026-11-27T22:00:04.000Z",
                     *       "token": "rc_shown-this-once"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiToken"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does not work any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "createdAt": "2026-11-27T22:00:04.000Z",
                     *           "lastUsedAt": "2026-11-27T22:00:04.000Z",
                     *           "expiresAt": "2026-11-27T22:00:04.000Z",
                     *           "client": "OpenSSH_9.6",
                     *           "address": "203.0.113.7",
                     *           "current": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["BrowserSession"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is signed out. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What your account has besides its password. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "authenticatorApp": {
                     *         "since": "2026-11-27T22:00:04.000Z"
                     *       },
                     *       "passkeys": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "name": "Lincoln High School",
                     *           "createdAt": "2026-11-27T22:00:04.000Z",
                     *           "lastUsedAt": "2026-11-27T22:00:04.000Z"
                     *         }
                     *       ],
                     *       "recoveryCodes": 0,
                     *       "required": true
                     *     }
                     */
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    offerAuthenticatorApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "the password until now",
                 *       "code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["AuthenticatorAppToAdd"];
            };
        };
        responses: {
            /** @description The secret for the app, for half an hour. Nothing has changed yet. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "text",
                     *       "uri": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["OfferedAuthenticatorApp"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_password`: The current password is not right. `wrong_code`: The code is not right. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. `too_many_codes`: Too many wrong codes. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    confirmAuthenticatorApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["AuthenticatorAppCode"];
            };
        };
        responses: {
            /** @description From now on, signing in needs a code. Other browser sessions of the account have ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recoveryCodes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            408: components["responses"]["BodyTooSlow"];
            /** @description `nothing_offered`: There is no authenticator app to confirm. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_code`: The code is not right. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    offerPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "the password until now",
                 *       "code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["AuthenticatorAppToAdd"];
            };
        };
        responses: {
            /** @description For half an hour. Nothing has changed yet. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "options": {
                     *         "challenge": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyQuestion"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            408: components["responses"]["BodyTooSlow"];
            /** @description `passkeys_unavailable`: Passkeys cannot be used here. `too_many_passkeys`: Your account has ten passkeys. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_password`: The current password is not right. `wrong_code`: The code is not right. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. `too_many_codes`: Too many wrong codes. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    addPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lincoln High School",
                 *       "response": {
                 *         "id": "text",
                 *         "rawId": "text",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "text",
                 *           "attestationObject": "text"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PasskeyToAdd"];
            };
        };
        responses: {
            /** @description It is a second factor from now on. Other browser sessions of the account have ended. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "passkey": {
                     *         "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "name": "Lincoln High School",
                     *         "createdAt": "2026-11-27T22:00:04.000Z",
                     *         "lastUsedAt": "2026-11-27T22:00:04.000Z"
                     *       },
                     *       "recoveryCodes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AddedPasskey"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            408: components["responses"]["BodyTooSlow"];
            /** @description `nothing_offered`: There is no authenticator app to confirm. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_passkey`: The passkey was not accepted. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                passkeyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "the password until now",
                 *       "code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordAndCode"];
            };
        };
        responses: {
            /** @description It is not a second factor any more. Other browser sessions of the account have ended. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `no_second_factor`: Your account has no second factor. `second_factor_stays`: Your district requires a second factor. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_password`: The current password is not right. `wrong_code`: The code is not right. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. `too_many_codes`: Too many wrong codes. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "the password until now",
                 *       "code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordAndCode"];
            };
        };
        responses: {
            /** @description The new codes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recoveryCodes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            408: components["responses"]["BodyTooSlow"];
            /** @description `no_second_factor`: Your account has no second factor. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_password`: The current password is not right. `wrong_code`: The code is not right. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. `too_many_codes`: Too many wrong codes. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    switchOffSecondFactor: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "the password until now",
                 *       "code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordAndCode"];
            };
        };
        responses: {
            /** @description Signing in needs the password only. Other browser sessions of the account have ended. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            408: components["responses"]["BodyTooSlow"];
            /** @description `no_second_factor`: Your account has no second factor. `second_factor_stays`: Your district requires a second factor. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_password`: The current password is not right. `wrong_code`: The code is not right. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. `too_many_codes`: Too many wrong codes. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "email": "zoe.tremblay@lincoln.example",
                     *         "role": "OWNER",
                     *         "schoolId": null,
                     *         "districtId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "locale": "en"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "zoe.tremblay@lincoln.example",
                 *       "password": "shown-this-once"
                 *     }
                 */
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in; or, if the account has a second factor, a challenge for the second step, and no session. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "email": "zoe.tremblay@lincoln.example",
                     *         "role": "OWNER",
                     *         "schoolId": null,
                     *         "districtId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "locale": "en"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `wrong_credentials`: Sign-in failed. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    answerChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge": "text",
                 *       "code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["ChallengeAnswer"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "email": "zoe.tremblay@lincoln.example",
                     *         "role": "OWNER",
                     *         "schoolId": null,
                     *         "districtId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "locale": "en"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `sign_in_ended`: This sign-in took too long. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_code`: The code is not right. `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. `too_many_codes`: Too many wrong codes. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    challengePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge": "text"
                 *     }
                 */
                "application/json": components["schemas"]["PasskeyChallenge"];
            };
        };
        responses: {
            /** @description What the browser is asked by. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "options": {
                     *         "challenge": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyQuestion"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `no_passkey`: Your account has no passkey. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `sign_in_ended`: This sign-in took too long. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    answerByPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge": "text",
                 *       "response": {
                 *         "id": "text",
                 *         "rawId": "text",
                 *         "type": "public-key",
                 *         "response": {
                 *           "clientDataJSON": "text",
                 *           "authenticatorData": "text",
                 *           "signature": "text"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PasskeyAnswer"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "email": "zoe.tremblay@lincoln.example",
                     *         "role": "OWNER",
                     *         "schoolId": null,
                     *         "districtId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "locale": "en"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `sign_in_ended`: This sign-in took too long. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `wrong_passkey`: The passkey was not accepted. `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_sign_ins`: Too many failed sign-ins. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listSignInProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that are configured; none is usual. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "google",
                     *           "name": "Google"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SignInProviders"];
                };
            };
            400: components["responses"]["Malformed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    beginSignIn: {
        parameters: {
            query?: {
                /** @description The page of the console to which the browser returns. */
                to?: string;
            };
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider; or, if it does not answer, to the sign-in page, which says so. */
            303: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_requests`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    finishSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the console: signed in; or, if the account has a second factor, to the second step, with its challenge behind the `#`; or with the reason why not. */
            303: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_requests`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    openFirstAccountLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "rc_shown-this-once"
                 *     }
                 */
                "application/json": components["schemas"]["FirstAccountLink"];
            };
        };
        responses: {
            /** @description The link works. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiresAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["OpenFirstAccountLink"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `first_account_link_ended`: This link does not work any more. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_requests`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    makeFirstAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "rc_shown-this-once",
                 *       "district": "text",
                 *       "email": "zoe.tremblay@lincoln.example",
                 *       "password": "shown-this-once",
                 *       "locale": "en"
                 *     }
                 */
                "application/json": components["schemas"]["FirstAccountToMake"];
            };
        };
        responses: {
            /** @description The account can sign in. The link does not work any more. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "districtId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d"
                     *     }
                     */
                    "application/json": components["schemas"]["FirstAccount"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `first_account_link_ended`: This link does not work any more. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_requests`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listSchools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "name": "Lincoln High School",
                     *           "region": "US",
                     *           "timeZone": "America/Toronto",
                     *           "district": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "name": "Lincoln High School"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["School"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listPeople: {
        parameters: {
            query?: {
                /** @description Words that all occur in name, e-mail address or student number; case and accents do not matter. */
                query?: string;
                category?: "students" | "teachers" | "staff" | "admin";
                state?: "ACTIVE" | "ARCHIVED";
                /** @description As it is stored; `NONE`: without a grade. */
                grade?: "10" | "11" | "12" | "13" | "IT" | "PR" | "PK" | "TK" | "KG" | "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "PS" | "UG" | "OT" | "NONE";
                /** @description By last and first name, by grade and then by name, or those changed last first. A cursor belongs to its order. */
                sort?: "NAME" | "GRADE" | "UPDATED";
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `total` counts all pages. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "email": "zoe.tremblay@lincoln.example",
                     *           "firstName": "Zoé",
                     *           "lastName": "Tremblay",
                     *           "role": "OWNER",
                     *           "category": "students",
                     *           "studentId": "001234",
                     *           "grade": "09",
                     *           "gradeRaw": "9",
                     *           "parentEmail": "m.tremblay@mail.example",
                     *           "parentPhone": "+14165550123",
                     *           "studentPhone": null,
                     *           "idField1": null,
                     *           "idField2": null,
                     *           "staffId": null,
                     *           "state": "ACTIVE",
                     *           "protected": true,
                     *           "stateByHand": true,
                     *           "archivedAt": null,
                     *           "updatedAt": "2026-11-27T22:00:04.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "total": 598
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        nextCursor: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    searchPeople: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "text",
                 *       "category": "students",
                 *       "state": "ACTIVE",
                 *       "grade": "10",
                 *       "sort": "NAME",
                 *       "limit": 50,
                 *       "cursor": "text"
                 *     }
                 */
                "application/json": components["schemas"]["PeopleSearch"];
            };
        };
        responses: {
            /** @description A page; `total` counts all pages. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "email": "zoe.tremblay@lincoln.example",
                     *           "firstName": "Zoé",
                     *           "lastName": "Tremblay",
                     *           "role": "OWNER",
                     *           "category": "students",
                     *           "studentId": "001234",
                     *           "grade": "09",
                     *           "gradeRaw": "9",
                     *           "parentEmail": "m.tremblay@mail.example",
                     *           "parentPhone": "+14165550123",
                     *           "studentPhone": null,
                     *           "idField1": null,
                     *           "idField2": null,
                     *           "staffId": null,
                     *           "state": "ACTIVE",
                     *           "protected": true,
                     *           "stateByHand": true,
                     *           "archivedAt": null,
                     *           "updatedAt": "2026-11-27T22:00:04.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "total": 598
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        nextCursor: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    exportPeople: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "text",
                 *       "category": "students",
                 *       "state": "ACTIVE",
                 *       "grade": "10",
                 *       "sort": "NAME",
                 *       "format": "csv"
                 *     }
                 */
                "application/json": components["schemas"]["PeopleExport"];
            };
        };
        responses: {
            /** @description One row for each person, in the order that is asked for; no cell is a formula. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                personId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person as they are now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "firstName": "Zoé",
                     *       "lastName": "Tremblay",
                     *       "role": "OWNER",
                     *       "category": "students",
                     *       "studentId": "001234",
                     *       "grade": "09",
                     *       "gradeRaw": "9",
                     *       "parentEmail": "m.tremblay@mail.example",
                     *       "parentPhone": "+14165550123",
                     *       "studentPhone": null,
                     *       "idField1": null,
                     *       "idField2": null,
                     *       "staffId": null,
                     *       "state": "ACTIVE",
                     *       "protected": true,
                     *       "stateByHand": true,
                     *       "archivedAt": null,
                     *       "updatedAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    changePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                personId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "OWNER",
                 *       "protected": true
                 *     }
                 */
                "application/json": components["schemas"]["PersonChange"];
            };
        };
        responses: {
            /** @description The person as they are now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "firstName": "Zoé",
                     *       "lastName": "Tremblay",
                     *       "role": "OWNER",
                     *       "category": "students",
                     *       "studentId": "001234",
                     *       "grade": "09",
                     *       "gradeRaw": "9",
                     *       "parentEmail": "m.tremblay@mail.example",
                     *       "parentPhone": "+14165550123",
                     *       "studentPhone": null,
                     *       "idField1": null,
                     *       "idField2": null,
                     *       "staffId": null,
                     *       "state": "ACTIVE",
                     *       "protected": true,
                     *       "stateByHand": true,
                     *       "archivedAt": null,
                     *       "updatedAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `last_owner`: A school keeps at least one Owner. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getStory: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                personId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; it may hold fewer entries than asked for. Previews are left out, because they do not change anyone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "text",
                     *           "at": "2026-11-27T22:00:04.000Z",
                     *           "kind": "CHANGE",
                     *           "message": "In the language of Accept-Language.",
                     *           "actor": {
                     *             "kind": "account",
                     *             "name": "Lincoln High School"
                     *           },
                     *           "reason": "As agreed with the principal",
                     *           "sync": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "fileName": "LincolnHighSchool_students_mar23_2023.csv",
                     *             "status": "RECEIVED",
                     *             "trigger": "SFTP"
                     *           },
                     *           "change": {
                     *             "kind": "ADD",
                     *             "state": "PLANNED",
                     *             "category": "students",
                     *             "line": 17,
                     *             "before": {
                     *               "email": "zoe.tremblay@lincoln.example",
                     *               "firstName": "Zoé",
                     *               "lastName": "Tremblay",
                     *               "role": "OWNER",
                     *               "category": "students",
                     *               "studentId": "001234",
                     *               "grade": "09",
                     *               "gradeRaw": "9",
                     *               "parentEmail": "m.tremblay@mail.example",
                     *               "parentPhone": "+14165550123",
                     *               "studentPhone": null,
                     *               "idField1": null,
                     *               "idField2": null,
                     *               "staffId": null
                     *             },
                     *             "after": {
                     *               "email": "zoe.tremblay@lincoln.example",
                     *               "firstName": "Zoé",
                     *               "lastName": "Tremblay",
                     *               "role": "OWNER",
                     *               "category": "students",
                     *               "studentId": "001234",
                     *               "grade": "09",
                     *               "gradeRaw": "9",
                     *               "parentEmail": "m.tremblay@mail.example",
                     *               "parentPhone": "+14165550123",
                     *               "studentPhone": null,
                     *               "idField1": null,
                     *               "idField2": null,
                     *               "staffId": null
                     *             },
                     *             "why": {
                     *               "code": "new_in_file",
                     *               "message": "In the language of Accept-Language."
                     *             }
                     *           },
                     *           "edit": {
                     *             "role": {
                     *               "from": "OWNER",
                     *               "to": "OWNER"
                     *             },
                     *             "protected": {
                     *               "from": true,
                     *               "to": true
                     *             },
                     *             "state": {
                     *               "from": "ACTIVE",
                     *               "to": "ACTIVE"
                     *             },
                     *             "released": true
                     *           },
                     *           "absence": {
                     *             "day": "2026-11-27",
                     *             "number": 0,
                     *             "of": 0
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["StoryEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    archivePerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                personId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The person as they are now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "firstName": "Zoé",
                     *       "lastName": "Tremblay",
                     *       "role": "OWNER",
                     *       "category": "students",
                     *       "studentId": "001234",
                     *       "grade": "09",
                     *       "gradeRaw": "9",
                     *       "parentEmail": "m.tremblay@mail.example",
                     *       "parentPhone": "+14165550123",
                     *       "studentPhone": null,
                     *       "idField1": null,
                     *       "idField2": null,
                     *       "staffId": null,
                     *       "state": "ACTIVE",
                     *       "protected": true,
                     *       "stateByHand": true,
                     *       "archivedAt": null,
                     *       "updatedAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `not_active`: This person is archived already. `last_owner`: A school keeps at least one Owner. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            /** @description `school_busy`: The school is being updated right now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    restorePerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                personId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The person as they are now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "firstName": "Zoé",
                     *       "lastName": "Tremblay",
                     *       "role": "OWNER",
                     *       "category": "students",
                     *       "studentId": "001234",
                     *       "grade": "09",
                     *       "gradeRaw": "9",
                     *       "parentEmail": "m.tremblay@mail.example",
                     *       "parentPhone": "+14165550123",
                     *       "studentPhone": null,
                     *       "idField1": null,
                     *       "idField2": null,
                     *       "staffId": null,
                     *       "state": "ACTIVE",
                     *       "protected": true,
                     *       "stateByHand": true,
                     *       "archivedAt": null,
                     *       "updatedAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `not_archived`: This person is not archived. `place_taken`: Somebody else has the address or number. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            /** @description `school_busy`: The school is being updated right now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    releasePerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                personId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The person as they are now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "firstName": "Zoé",
                     *       "lastName": "Tremblay",
                     *       "role": "OWNER",
                     *       "category": "students",
                     *       "studentId": "001234",
                     *       "grade": "09",
                     *       "gradeRaw": "9",
                     *       "parentEmail": "m.tremblay@mail.example",
                     *       "parentPhone": "+14165550123",
                     *       "studentPhone": null,
                     *       "idField1": null,
                     *       "idField2": null,
                     *       "staffId": null,
                     *       "state": "ACTIVE",
                     *       "protected": true,
                     *       "stateByHand": true,
                     *       "archivedAt": null,
                     *       "updatedAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `not_archived`: This person is not archived. `already_released`: Number and address are released already. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            /** @description `school_busy`: The school is being updated right now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the audit trail. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "at": "2026-11-27T22:00:04.000Z",
                     *           "actor": {
                     *             "kind": "account",
                     *             "id": "text",
                     *             "name": "Lincoln High School"
                     *           },
                     *           "action": "settings.saved",
                     *           "subjectId": null,
                     *           "detail": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    uploadFile: {
        parameters: {
            query?: {
                /** @description true: shows what would change, and changes nothing. */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description The file is stored; its sync is under way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "syncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d"
                     *     }
                     */
                    "application/json": components["schemas"]["ReceivedUpload"];
                };
            };
            /** @description `malformed_request`: The request is malformed. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            /** @description `file_too_large`: The file is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `not_multipart`: The upload is not a form. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `file_missing`: No file was sent. `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    previewSettings: {
        parameters: {
            query?: {
                /** @description Take the last good file of this category. Left out: of the category whose switches differ. */
                category?: "students" | "teachers" | "staff" | "admin";
            };
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "method": "SFTP",
                 *       "enabled": true,
                 *       "categories": {
                 *         "students": {
                 *           "roster": true,
                 *           "autoUpdate": true,
                 *           "missingUsers": "KEEP"
                 *         },
                 *         "teachers": {
                 *           "roster": true,
                 *           "autoUpdate": true,
                 *           "missingUsers": "KEEP"
                 *         },
                 *         "staff": {
                 *           "roster": true,
                 *           "autoUpdate": true,
                 *           "missingUsers": "KEEP"
                 *         },
                 *         "admin": {
                 *           "roster": true,
                 *           "autoUpdate": true,
                 *           "missingUsers": "KEEP"
                 *         }
                 *       },
                 *       "notifications": {
                 *         "recipients": [
                 *           "text"
                 *         ],
                 *         "when": "EVERY_SYNC",
                 *         "includeNames": true,
                 *         "weeklySummary": true
                 *       },
                 *       "safety": {
                 *         "archivePercent": 0,
                 *         "archiveCount": 0,
                 *         "updatePercent": 0,
                 *         "absencesBeforeArchive": 1,
                 *         "shapeChecks": "HOLD",
                 *         "rollover": "APPLY"
                 *       },
                 *       "nightly": {
                 *         "at": "22:00",
                 *         "expectDays": [
                 *           "MON"
                 *         ]
                 *       },
                 *       "pausedUntil": null,
                 *       "pauseReason": "text",
                 *       "summer": {
                 *         "until": "2026-11-27T22:00:04.000Z",
                 *         "archivePercent": 0,
                 *         "archiveCount": 0,
                 *         "updatePercent": 0
                 *       },
                 *       "maps": {
                 *         "headers": {},
                 *         "grades": {},
                 *         "roles": {},
                 *         "sheets": {},
                 *         "statuses": {}
                 *       },
                 *       "ownSchool": [
                 *         "text"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RosteringSettingsToTry"];
            };
        };
        responses: {
            /** @description A preview of that file with these settings is under way; what the body leaves out is as stored. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "syncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d"
                     *     }
                     */
                    "application/json": components["schemas"]["ReceivedUpload"];
                };
            };
            /** @description `malformed_json`: The body is not JSON. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `no_file_yet`: There is no file to preview with yet. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `body_too_large`: The request is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listSyncs: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "status": "RECEIVED",
                     *           "trigger": "SFTP",
                     *           "dryRun": true,
                     *           "triedSettings": null,
                     *           "file": {
                     *             "name": "Lincoln High School",
                     *             "bytes": 51234,
                     *             "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *             "format": "csv",
                     *             "encoding": "utf-8"
                     *           },
                     *           "counts": {
                     *             "students": {
                     *               "added": 0,
                     *               "updated": 0,
                     *               "archived": 0,
                     *               "restored": 0,
                     *               "unchanged": 0,
                     *               "held": 0
                     *             },
                     *             "teachers": {
                     *               "added": 0,
                     *               "updated": 0,
                     *               "archived": 0,
                     *               "restored": 0,
                     *               "unchanged": 0,
                     *               "held": 0
                     *             },
                     *             "staff": {
                     *               "added": 0,
                     *               "updated": 0,
                     *               "archived": 0,
                     *               "restored": 0,
                     *               "unchanged": 0,
                     *               "held": 0
                     *             },
                     *             "admin": {
                     *               "added": 0,
                     *               "updated": 0,
                     *               "archived": 0,
                     *               "restored": 0,
                     *               "unchanged": 0,
                     *               "held": 0
                     *             }
                     *           },
                     *           "rows": {
                     *             "total": 598,
                     *             "valid": 598,
                     *             "problems": 0,
                     *             "warnings": 0
                     *           },
                     *           "hold": null,
                     *           "rollover": null,
                     *           "receivedAt": "2026-11-27T22:00:04.000Z",
                     *           "startedAt": "2026-11-27T22:00:04.000Z",
                     *           "appliedAt": "2026-11-27T22:00:04.000Z",
                     *           "finishedAt": "2026-11-27T22:00:04.000Z",
                     *           "error": null,
                     *           "workflow": {
                     *             "id": "text",
                     *             "runId": null,
                     *             "url": "https://example.org/rollcall"
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Sync"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getSync: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sync as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "status": "RECEIVED",
                     *       "trigger": "SFTP",
                     *       "dryRun": true,
                     *       "triedSettings": null,
                     *       "file": {
                     *         "name": "Lincoln High School",
                     *         "bytes": 51234,
                     *         "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "format": "csv",
                     *         "encoding": "utf-8"
                     *       },
                     *       "counts": {
                     *         "students": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "teachers": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "staff": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "admin": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         }
                     *       },
                     *       "rows": {
                     *         "total": 598,
                     *         "valid": 598,
                     *         "problems": 0,
                     *         "warnings": 0
                     *       },
                     *       "hold": null,
                     *       "rollover": null,
                     *       "receivedAt": "2026-11-27T22:00:04.000Z",
                     *       "startedAt": "2026-11-27T22:00:04.000Z",
                     *       "appliedAt": "2026-11-27T22:00:04.000Z",
                     *       "finishedAt": "2026-11-27T22:00:04.000Z",
                     *       "error": null,
                     *       "workflow": {
                     *         "id": "text",
                     *         "runId": null,
                     *         "url": "https://example.org/rollcall"
                     *       },
                     *       "decision": {
                     *         "decision": "APPROVED",
                     *         "by": "text",
                     *         "at": "2026-11-27T22:00:04.000Z",
                     *         "reason": "As agreed with the principal"
                     *       },
                     *       "escalation": {
                     *         "night": "2026-11-27",
                     *         "isTold": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SyncDetail"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                kind?: "ADD" | "UPDATE" | "ARCHIVE" | "RESTORE";
                category?: "students" | "teachers" | "staff" | "admin";
                state?: "PLANNED" | "HELD" | "APPLIED" | "UNDONE" | "SKIPPED";
                /** @description Only held changes that wait for this reason; name its category, too. */
                hold?: "archive_guard" | "cut_last_line" | "beginning_of_last_file" | "unidentified_rows" | "update_guard" | "rollover" | "privileged_role" | "privileged_email" | "identity_change" | "lost_zeros" | "handed_on" | "same_names" | "unknown_status" | "student_and_adult" | "several_schools" | "several_sheets" | "identity_guard" | "number_conflicts" | "blank_column" | "mixed_up_column" | "change_of_category" | "names_lost_letters" | "grade_gone" | "gap_in_list" | "unclear_rollover" | "grades_went_back" | "header_drift" | "unusual_drop" | "old_file" | "unknown_people" | "wrong_school";
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page in the order of the plan; `total` counts all pages. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "text",
                     *           "kind": "ADD",
                     *           "state": "PLANNED",
                     *           "category": "students",
                     *           "person": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "studentId": "001234"
                     *           },
                     *           "sameNames": null,
                     *           "line": 17,
                     *           "before": {
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "role": "OWNER",
                     *             "category": "students",
                     *             "studentId": "001234",
                     *             "grade": "09",
                     *             "gradeRaw": "9",
                     *             "parentEmail": "m.tremblay@mail.example",
                     *             "parentPhone": "+14165550123",
                     *             "studentPhone": null,
                     *             "idField1": null,
                     *             "idField2": null,
                     *             "staffId": null
                     *           },
                     *           "after": {
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "role": "OWNER",
                     *             "category": "students",
                     *             "studentId": "001234",
                     *             "grade": "09",
                     *             "gradeRaw": "9",
                     *             "parentEmail": "m.tremblay@mail.example",
                     *             "parentPhone": "+14165550123",
                     *             "studentPhone": null,
                     *             "idField1": null,
                     *             "idField2": null,
                     *             "staffId": null
                     *           },
                     *           "why": {
                     *             "code": "new_in_file",
                     *             "message": "In the language of Accept-Language."
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "total": 598
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Change"][];
                        nextCursor: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    searchChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "ADD",
                 *       "category": "students",
                 *       "state": "PLANNED",
                 *       "hold": "archive_guard",
                 *       "limit": 50,
                 *       "cursor": "text",
                 *       "query": "text"
                 *     }
                 */
                "application/json": components["schemas"]["ChangesSearch"];
            };
        };
        responses: {
            /** @description A page in the order of the plan; `total` counts all pages. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "text",
                     *           "kind": "ADD",
                     *           "state": "PLANNED",
                     *           "category": "students",
                     *           "person": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "studentId": "001234"
                     *           },
                     *           "sameNames": null,
                     *           "line": 17,
                     *           "before": {
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "role": "OWNER",
                     *             "category": "students",
                     *             "studentId": "001234",
                     *             "grade": "09",
                     *             "gradeRaw": "9",
                     *             "parentEmail": "m.tremblay@mail.example",
                     *             "parentPhone": "+14165550123",
                     *             "studentPhone": null,
                     *             "idField1": null,
                     *             "idField2": null,
                     *             "staffId": null
                     *           },
                     *           "after": {
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "role": "OWNER",
                     *             "category": "students",
                     *             "studentId": "001234",
                     *             "grade": "09",
                     *             "gradeRaw": "9",
                     *             "parentEmail": "m.tremblay@mail.example",
                     *             "parentPhone": "+14165550123",
                     *             "studentPhone": null,
                     *             "idField1": null,
                     *             "idField2": null,
                     *             "staffId": null
                     *           },
                     *           "why": {
                     *             "code": "new_in_file",
                     *             "message": "In the language of Accept-Language."
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "total": 598
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Change"][];
                        nextCursor: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    exportChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "ADD",
                 *       "category": "students",
                 *       "state": "PLANNED",
                 *       "hold": "archive_guard",
                 *       "query": "text",
                 *       "format": "csv"
                 *     }
                 */
                "application/json": components["schemas"]["ChangesExport"];
            };
        };
        responses: {
            /** @description One row for each change, in the order of the plan; no cell is a formula. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Headers, words and counts; never a cell of a person. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sis": {
                     *         "id": "text",
                     *         "name": "Lincoln High School"
                     *       },
                     *       "rollover": null,
                     *       "missing": [
                     *         "email"
                     *       ],
                     *       "columns": [
                     *         {
                     *           "name": "Lincoln High School",
                     *           "what": "text",
                     *           "use": "USED",
                     *           "rows": 0,
                     *           "setting": "safety.archivePercent",
                     *           "message": "In the language of Accept-Language."
                     *         }
                     *       ],
                     *       "words": [
                     *         {
                     *           "name": "Lincoln High School",
                     *           "what": "text",
                     *           "use": "USED",
                     *           "rows": 0,
                     *           "setting": "safety.archivePercent",
                     *           "message": "In the language of Accept-Language.",
                     *           "column": "Grade"
                     *         }
                     *       ],
                     *       "sheets": [
                     *         {
                     *           "name": "Lincoln High School",
                     *           "what": "text",
                     *           "use": "USED",
                     *           "rows": 0,
                     *           "setting": "safety.archivePercent",
                     *           "message": "In the language of Accept-Language."
                     *         }
                     *       ],
                     *       "lines": [
                     *         {
                     *           "name": "Lincoln High School",
                     *           "what": "text",
                     *           "use": "USED",
                     *           "rows": 0,
                     *           "setting": "safety.archivePercent",
                     *           "message": "In the language of Accept-Language."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FileAccount"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    sampleColumns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Never a whole value, and nothing of sensitive columns. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "columns": [
                     *         {
                     *           "name": "Lincoln High School",
                     *           "samples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ColumnSamples"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `bytes_not_kept`: The file is not kept any more. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listProblems: {
        parameters: {
            query?: {
                /** @description csv, xlsx: all problems as a file for spreadsheets, with the columns of the rows as they stood in the file. */
                format?: "json" | "csv" | "xlsx";
                code?: string;
                severity?: "error" | "warning";
                /** @description The header of the column; empty: problems of no column. */
                column?: string;
                /** @description Part of the row as it stood in the file or of the header, or the number of the line. */
                query?: string;
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page in the order of the file; with `format=csv` or `xlsx` all of them, with the original rows. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "line": 17,
                     *           "column": "Grade",
                     *           "field": "grade",
                     *           "code": "missing_value",
                     *           "severity": "error",
                     *           "message": "In the language of Accept-Language.",
                     *           "remedy": "text"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RowProblem"][];
                        nextCursor: string | null;
                    };
                    "text/csv": {
                        items: components["schemas"]["RowProblem"][];
                        nextCursor: string | null;
                    };
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
                        items: components["schemas"]["RowProblem"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    groupProblems: {
        parameters: {
            query?: {
                code?: string;
                severity?: "error" | "warning";
                /** @description The header of the column; empty: problems of no column. */
                column?: string;
                /** @description Part of the row as it stood in the file or of the header, or the number of the line. */
                query?: string;
            };
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Errors first, then the most frequent. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "line": 17,
                     *           "column": "Grade",
                     *           "field": "grade",
                     *           "code": "missing_value",
                     *           "severity": "error",
                     *           "message": "In the language of Accept-Language.",
                     *           "remedy": "text",
                     *           "count": 0
                     *         }
                     *       ],
                     *       "total": 598
                     *     }
                     */
                    "application/json": components["schemas"]["ProblemGroups"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    writeVendorMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Headers, counts and line numbers; never a cell of a person. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "locale": "en",
                     *           "subject": "Roster file of Lincoln High School",
                     *           "text": "What to correct in the export."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["VendorMessages"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    approveSync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal",
                 *       "as": "SAME_PEOPLE"
                 *     }
                 */
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description The decision is stored and is being carried out. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "status": "RECEIVED",
                     *       "trigger": "SFTP",
                     *       "dryRun": true,
                     *       "triedSettings": null,
                     *       "file": {
                     *         "name": "Lincoln High School",
                     *         "bytes": 51234,
                     *         "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "format": "csv",
                     *         "encoding": "utf-8"
                     *       },
                     *       "counts": {
                     *         "students": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "teachers": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "staff": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "admin": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         }
                     *       },
                     *       "rows": {
                     *         "total": 598,
                     *         "valid": 598,
                     *         "problems": 0,
                     *         "warnings": 0
                     *       },
                     *       "hold": null,
                     *       "rollover": null,
                     *       "receivedAt": "2026-11-27T22:00:04.000Z",
                     *       "startedAt": "2026-11-27T22:00:04.000Z",
                     *       "appliedAt": "2026-11-27T22:00:04.000Z",
                     *       "finishedAt": "2026-11-27T22:00:04.000Z",
                     *       "error": null,
                     *       "workflow": {
                     *         "id": "text",
                     *         "runId": null,
                     *         "url": "https://example.org/rollcall"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Sync"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `not_held`: This sync is not held. `already_decided`: This sync has been decided on. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    discardSync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The decision is stored and is being carried out. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "status": "RECEIVED",
                     *       "trigger": "SFTP",
                     *       "dryRun": true,
                     *       "triedSettings": null,
                     *       "file": {
                     *         "name": "Lincoln High School",
                     *         "bytes": 51234,
                     *         "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "format": "csv",
                     *         "encoding": "utf-8"
                     *       },
                     *       "counts": {
                     *         "students": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "teachers": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "staff": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "admin": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         }
                     *       },
                     *       "rows": {
                     *         "total": 598,
                     *         "valid": 598,
                     *         "problems": 0,
                     *         "warnings": 0
                     *       },
                     *       "hold": null,
                     *       "rollover": null,
                     *       "receivedAt": "2026-11-27T22:00:04.000Z",
                     *       "startedAt": "2026-11-27T22:00:04.000Z",
                     *       "appliedAt": "2026-11-27T22:00:04.000Z",
                     *       "finishedAt": "2026-11-27T22:00:04.000Z",
                     *       "error": null,
                     *       "workflow": {
                     *         "id": "text",
                     *         "runId": null,
                     *         "url": "https://example.org/rollcall"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Sync"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `not_held`: This sync is not held. `already_decided`: This sync has been decided on. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    cancelSync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description Nothing more of it will be applied; it reads CANCELLED in a moment. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "status": "RECEIVED",
                     *       "trigger": "SFTP",
                     *       "dryRun": true,
                     *       "triedSettings": null,
                     *       "file": {
                     *         "name": "Lincoln High School",
                     *         "bytes": 51234,
                     *         "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "format": "csv",
                     *         "encoding": "utf-8"
                     *       },
                     *       "counts": {
                     *         "students": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "teachers": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "staff": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "admin": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         }
                     *       },
                     *       "rows": {
                     *         "total": 598,
                     *         "valid": 598,
                     *         "problems": 0,
                     *         "warnings": 0
                     *       },
                     *       "hold": null,
                     *       "rollover": null,
                     *       "receivedAt": "2026-11-27T22:00:04.000Z",
                     *       "startedAt": "2026-11-27T22:00:04.000Z",
                     *       "appliedAt": "2026-11-27T22:00:04.000Z",
                     *       "finishedAt": "2026-11-27T22:00:04.000Z",
                     *       "error": null,
                     *       "workflow": {
                     *         "id": "text",
                     *         "runId": null,
                     *         "url": "https://example.org/rollcall"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Sync"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `nothing_to_cancel`: This sync has ended. `already_decided`: This sync has been decided on. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            /** @description `school_busy`: The school is being updated right now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    applyPreview: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The new sync is under way; the preview stays as it is. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "syncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d"
                     *     }
                     */
                    "application/json": components["schemas"]["ReceivedUpload"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `still_under_way`: This sync is still under way. `not_a_preview`: This is not a finished preview. `settings_not_saved`: This preview tried other settings. `rostering_off`: Rostering is off or paused. `bytes_not_kept`: The file is not kept any more. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    previewUndo: {
        parameters: {
            query?: {
                will?: "ARCHIVE" | "RESTORE" | "UPDATE" | "STAY";
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page in the order of the plan; `counts` is of all pages. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "text",
                     *           "person": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "studentId": "001234"
                     *           },
                     *           "category": "students",
                     *           "kind": "ADD",
                     *           "will": "ARCHIVE",
                     *           "before": {
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "role": "OWNER",
                     *             "category": "students",
                     *             "studentId": "001234",
                     *             "grade": "09",
                     *             "gradeRaw": "9",
                     *             "parentEmail": "m.tremblay@mail.example",
                     *             "parentPhone": "+14165550123",
                     *             "studentPhone": null,
                     *             "idField1": null,
                     *             "idField2": null,
                     *             "staffId": null
                     *           },
                     *           "after": {
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "role": "OWNER",
                     *             "category": "students",
                     *             "studentId": "001234",
                     *             "grade": "09",
                     *             "gradeRaw": "9",
                     *             "parentEmail": "m.tremblay@mail.example",
                     *             "parentPhone": "+14165550123",
                     *             "studentPhone": null,
                     *             "idField1": null,
                     *             "idField2": null,
                     *             "staffId": null
                     *           },
                     *           "why": {
                     *             "code": "new_in_file",
                     *             "message": "In the language of Accept-Language."
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "total": 598,
                     *       "counts": {
                     *         "ARCHIVE": 0,
                     *         "RESTORE": 0,
                     *         "UPDATE": 0,
                     *         "STAY": 0
                     *       }
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["UndoneChange"][];
                        nextCursor: string | null;
                        total: number;
                        /** @description People, of all pages. */
                        counts: {
                            ARCHIVE: number;
                            RESTORE: number;
                            UPDATE: number;
                            STAY: number;
                        };
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `nothing_to_undo`: There is nothing to undo. `decide_first`: Decide on the held changes first. `still_under_way`: This sync is still under way. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    undoSync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The undo is under way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "status": "RECEIVED",
                     *       "trigger": "SFTP",
                     *       "dryRun": true,
                     *       "triedSettings": null,
                     *       "file": {
                     *         "name": "Lincoln High School",
                     *         "bytes": 51234,
                     *         "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "format": "csv",
                     *         "encoding": "utf-8"
                     *       },
                     *       "counts": {
                     *         "students": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "teachers": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "staff": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "admin": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         }
                     *       },
                     *       "rows": {
                     *         "total": 598,
                     *         "valid": 598,
                     *         "problems": 0,
                     *         "warnings": 0
                     *       },
                     *       "hold": null,
                     *       "rollover": null,
                     *       "receivedAt": "2026-11-27T22:00:04.000Z",
                     *       "startedAt": "2026-11-27T22:00:04.000Z",
                     *       "appliedAt": "2026-11-27T22:00:04.000Z",
                     *       "finishedAt": "2026-11-27T22:00:04.000Z",
                     *       "error": null,
                     *       "workflow": {
                     *         "id": "text",
                     *         "runId": null,
                     *         "url": "https://example.org/rollcall"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Sync"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `nothing_to_undo`: There is nothing to undo. `decide_first`: Decide on the held changes first. `still_under_way`: This sync is still under way. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            /** @description `temporal_away`: This cannot be done right now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    mapWords: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the settings as they were read: answered with an error if they have been saved since. Left out or `*`: added to what is stored. */
                "If-Match"?: string;
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal",
                 *       "maps": {
                 *         "headers": {},
                 *         "grades": {},
                 *         "roles": {},
                 *         "sheets": {},
                 *         "statuses": {}
                 *       },
                 *       "ownSchool": [
                 *         "text"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["WordsToMap"];
            };
        };
        responses: {
            /** @description The new sync, of a preview a preview. The words are kept for the next files. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "status": "RECEIVED",
                     *       "trigger": "SFTP",
                     *       "dryRun": true,
                     *       "triedSettings": null,
                     *       "file": {
                     *         "name": "Lincoln High School",
                     *         "bytes": 51234,
                     *         "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "format": "csv",
                     *         "encoding": "utf-8"
                     *       },
                     *       "counts": {
                     *         "students": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "teachers": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "staff": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "admin": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         }
                     *       },
                     *       "rows": {
                     *         "total": 598,
                     *         "valid": 598,
                     *         "problems": 0,
                     *         "warnings": 0
                     *       },
                     *       "hold": null,
                     *       "rollover": null,
                     *       "receivedAt": "2026-11-27T22:00:04.000Z",
                     *       "startedAt": "2026-11-27T22:00:04.000Z",
                     *       "appliedAt": "2026-11-27T22:00:04.000Z",
                     *       "finishedAt": "2026-11-27T22:00:04.000Z",
                     *       "error": null,
                     *       "workflow": {
                     *         "id": "text",
                     *         "runId": null,
                     *         "url": "https://example.org/rollcall"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Sync"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `still_under_way`: This sync is still under way. `bytes_not_kept`: The file is not kept any more. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `stale_version`: Somebody else saved in the meantime. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    rerunSync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                syncId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "As agreed with the principal"
                 *     }
                 */
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The new sync. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "status": "RECEIVED",
                     *       "trigger": "SFTP",
                     *       "dryRun": true,
                     *       "triedSettings": null,
                     *       "file": {
                     *         "name": "Lincoln High School",
                     *         "bytes": 51234,
                     *         "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "format": "csv",
                     *         "encoding": "utf-8"
                     *       },
                     *       "counts": {
                     *         "students": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "teachers": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "staff": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         },
                     *         "admin": {
                     *           "added": 0,
                     *           "updated": 0,
                     *           "archived": 0,
                     *           "restored": 0,
                     *           "unchanged": 0,
                     *           "held": 0
                     *         }
                     *       },
                     *       "rows": {
                     *         "total": 598,
                     *         "valid": 598,
                     *         "problems": 0,
                     *         "warnings": 0
                     *       },
                     *       "hold": null,
                     *       "rollover": null,
                     *       "receivedAt": "2026-11-27T22:00:04.000Z",
                     *       "startedAt": "2026-11-27T22:00:04.000Z",
                     *       "appliedAt": "2026-11-27T22:00:04.000Z",
                     *       "finishedAt": "2026-11-27T22:00:04.000Z",
                     *       "error": null,
                     *       "workflow": {
                     *         "id": "text",
                     *         "runId": null,
                     *         "url": "https://example.org/rollcall"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Sync"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `still_under_way`: This sync is still under way. `decide_first`: Decide on the held changes first. `bytes_not_kept`: The file is not kept any more. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. Send the ETag as If-Match when you save. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "method": "SFTP",
                     *       "enabled": true,
                     *       "categories": {
                     *         "students": {
                     *           "roster": true,
                     *           "autoUpdate": true,
                     *           "missingUsers": "KEEP"
                     *         },
                     *         "teachers": {
                     *           "roster": true,
                     *           "autoUpdate": true,
                     *           "missingUsers": "KEEP"
                     *         },
                     *         "staff": {
                     *           "roster": true,
                     *           "autoUpdate": true,
                     *           "missingUsers": "KEEP"
                     *         },
                     *         "admin": {
                     *           "roster": true,
                     *           "autoUpdate": true,
                     *           "missingUsers": "KEEP"
                     *         }
                     *       },
                     *       "notifications": {
                     *         "recipients": [
                     *           "zoe.tremblay@lincoln.example"
                     *         ],
                     *         "when": "EVERY_SYNC",
                     *         "includeNames": true,
                     *         "weeklySummary": true
                     *       },
                     *       "safety": {
                     *         "archivePercent": 0,
                     *         "archiveCount": 0,
                     *         "updatePercent": 0,
                     *         "absencesBeforeArchive": 1,
                     *         "shapeChecks": "HOLD",
                     *         "rollover": "APPLY"
                     *       },
                     *       "nightly": {
                     *         "at": "22:00",
                     *         "expectDays": [
                     *           "MON"
                     *         ]
                     *       },
                     *       "pausedUntil": null,
                     *       "pauseReason": null,
                     *       "summer": {
                     *         "until": null,
                     *         "archivePercent": 10,
                     *         "archiveCount": 5,
                     *         "updatePercent": 75
                     *       },
                     *       "maps": {
                     *         "headers": {},
                     *         "grades": {},
                     *         "roles": {},
                     *         "sheets": {},
                     *         "statuses": {}
                     *       },
                     *       "ownSchool": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RosteringSettings"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    saveSettings: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read, or `*` to overwrite the stored settings. */
                "If-Match": string;
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "method": "SFTP",
                 *       "enabled": true,
                 *       "categories": {
                 *         "students": {
                 *           "roster": true,
                 *           "autoUpdate": true,
                 *           "missingUsers": "KEEP"
                 *         },
                 *         "teachers": {
                 *           "roster": true,
                 *           "autoUpdate": true,
                 *           "missingUsers": "KEEP"
                 *         },
                 *         "staff": {
                 *           "roster": true,
                 *           "autoUpdate": true,
                 *           "missingUsers": "KEEP"
                 *         },
                 *         "admin": {
                 *           "roster": true,
                 *           "autoUpdate": true,
                 *           "missingUsers": "KEEP"
                 *         }
                 *       },
                 *       "notifications": {
                 *         "recipients": [
                 *           "zoe.tremblay@lincoln.example"
                 *         ],
                 *         "when": "EVERY_SYNC",
                 *         "includeNames": true,
                 *         "weeklySummary": true
                 *       },
                 *       "safety": {
                 *         "archivePercent": 0,
                 *         "archiveCount": 0,
                 *         "updatePercent": 0,
                 *         "absencesBeforeArchive": 1,
                 *         "shapeChecks": "HOLD",
                 *         "rollover": "APPLY"
                 *       },
                 *       "nightly": {
                 *         "at": "22:00",
                 *         "expectDays": [
                 *           "MON"
                 *         ]
                 *       },
                 *       "pausedUntil": null,
                 *       "pauseReason": null,
                 *       "summer": {
                 *         "until": null,
                 *         "archivePercent": 10,
                 *         "archiveCount": 5,
                 *         "updatePercent": 75
                 *       },
                 *       "maps": {
                 *         "headers": {},
                 *         "grades": {},
                 *         "roles": {},
                 *         "sheets": {},
                 *         "statuses": {}
                 *       },
                 *       "ownSchool": [
                 *         "text"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RosteringSettings"];
            };
        };
        responses: {
            /** @description The settings as stored, with their new ETag. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "method": "SFTP",
                     *       "enabled": true,
                     *       "categories": {
                     *         "students": {
                     *           "roster": true,
                     *           "autoUpdate": true,
                     *           "missingUsers": "KEEP"
                     *         },
                     *         "teachers": {
                     *           "roster": true,
                     *           "autoUpdate": true,
                     *           "missingUsers": "KEEP"
                     *         },
                     *         "staff": {
                     *           "roster": true,
                     *           "autoUpdate": true,
                     *           "missingUsers": "KEEP"
                     *         },
                     *         "admin": {
                     *           "roster": true,
                     *           "autoUpdate": true,
                     *           "missingUsers": "KEEP"
                     *         }
                     *       },
                     *       "notifications": {
                     *         "recipients": [
                     *           "zoe.tremblay@lincoln.example"
                     *         ],
                     *         "when": "EVERY_SYNC",
                     *         "includeNames": true,
                     *         "weeklySummary": true
                     *       },
                     *       "safety": {
                     *         "archivePercent": 0,
                     *         "archiveCount": 0,
                     *         "updatePercent": 0,
                     *         "absencesBeforeArchive": 1,
                     *         "shapeChecks": "HOLD",
                     *         "rollover": "APPLY"
                     *       },
                     *       "nightly": {
                     *         "at": "22:00",
                     *         "expectDays": [
                     *           "MON"
                     *         ]
                     *       },
                     *       "pausedUntil": null,
                     *       "pauseReason": null,
                     *       "summer": {
                     *         "until": null,
                     *         "archivePercent": 10,
                     *         "archiveCount": 5,
                     *         "updatePercent": 75
                     *       },
                     *       "maps": {
                     *         "headers": {},
                     *         "grades": {},
                     *         "roles": {},
                     *         "sheets": {},
                     *         "statuses": {}
                     *       },
                     *       "ownSchool": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RosteringSettings"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `stale_version`: Somebody else saved in the meantime. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `version_required`: The version is missing. */
            428: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listWaiting: {
        parameters: {
            query?: {
                category?: "students" | "teachers" | "staff" | "admin";
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, those nearest to being archived first; `total` counts all pages. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "person": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "firstName": "Zoé",
                     *             "lastName": "Tremblay",
                     *             "role": "OWNER",
                     *             "category": "students",
                     *             "studentId": "001234",
                     *             "grade": "09",
                     *             "gradeRaw": "9",
                     *             "parentEmail": "m.tremblay@mail.example",
                     *             "parentPhone": "+14165550123",
                     *             "studentPhone": null,
                     *             "idField1": null,
                     *             "idField2": null,
                     *             "staffId": null,
                     *             "state": "ACTIVE",
                     *             "protected": true,
                     *             "stateByHand": true,
                     *             "archivedAt": null,
                     *             "updatedAt": "2026-11-27T22:00:04.000Z"
                     *           },
                     *           "since": "2026-11-27",
                     *           "latest": "2026-11-27",
                     *           "absences": 0,
                     *           "of": 0,
                     *           "sync": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "fileName": "LincolnHighSchool_students_mar23_2023.csv"
                     *           },
                     *           "heldBy": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d"
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "total": 598
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["WaitingPerson"][];
                        nextCursor: string | null;
                        total: number;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    searchSchool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "text"
                 *     }
                 */
                "application/json": components["schemas"]["SchoolSearch"];
            };
        };
        responses: {
            /** @description A sentence for each hit, with what proves it: people first, then held changes, then rows of the newest files. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "ACTIVE",
                     *           "message": "In the language of Accept-Language.",
                     *           "personId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "sync": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "fileName": "LincolnHighSchool_students_mar23_2023.csv"
                     *           },
                     *           "line": 17
                     *         }
                     *       ],
                     *       "notes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_requests`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getSftpDetails: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything but the password, which is shown once when it is made. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "host": "sftp-us.minga.io",
                     *       "port": 2022,
                     *       "compatPort": 2023,
                     *       "username": "lincoln-high-school-k7x2mp",
                     *       "hostKeyFingerprints": [
                     *         "text"
                     *       ],
                     *       "publicKeys": [
                     *         "text"
                     *       ],
                     *       "passwordSetAt": "2026-11-27T22:00:04.000Z",
                     *       "passwords": [
                     *         {
                     *           "setAt": "2026-11-27T22:00:04.000Z",
                     *           "lastUsedAt": "2026-11-27T22:00:04.000Z"
                     *         }
                     *       ],
                     *       "lastUsedAt": "2026-11-27T22:00:04.000Z",
                     *       "lastUsedFrom": "text",
                     *       "lastUsedClient": "OpenSSH_9.6"
                     *     }
                     */
                    "application/json": components["schemas"]["SftpDetails"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    renewSftpPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["PasswordRenewal"];
            };
        };
        responses: {
            /** @description The new password: the only time that it is shown, except to a repetition with the same Idempotency-Key. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "password": "shown-this-once",
                     *       "oldPasswordValidUntil": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NewSftpPassword"];
                };
            };
            /** @description `malformed_json`: The body is not JSON. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            /** @description `body_too_large`: The request is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listRecipients: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of the settings. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "recipient": "it@lincoln.example",
                     *           "consent": "ACCOUNT",
                     *           "state": "REACHED",
                     *           "at": "2026-11-27T22:00:04.000Z",
                     *           "code": "smtp_550",
                     *           "message": "In the language of Accept-Language."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecipientList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listMails: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, as long as the installation keeps them (MAIL_RETENTION_DAYS). */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "kind": "SYNC",
                     *           "recipient": "it@lincoln.example",
                     *           "locale": "en",
                     *           "sync": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "fileName": "LincolnHighSchool_students_mar23_2023.csv"
                     *           },
                     *           "night": "2026-11-27",
                     *           "createdAt": "2026-11-27T22:00:04.000Z",
                     *           "state": "ACCEPTED",
                     *           "attempts": 0,
                     *           "lastTriedAt": "2026-11-27T22:00:04.000Z",
                     *           "sentAt": "2026-11-27T22:00:04.000Z",
                     *           "code": "smtp_550",
                     *           "message": "In the language of Accept-Language."
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Mail"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listNights: {
        parameters: {
            query?: {
                /** @description Nights, newest first. */
                limit?: number;
            };
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, including nights without mail. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "date": "2026-11-27",
                     *           "from": "2026-11-27T22:00:04.000Z",
                     *           "until": "2026-11-27T22:00:04.000Z",
                     *           "tone": "good",
                     *           "outcome": "5 added, 1 row left out",
                     *           "lead": "text",
                     *           "cause": "text",
                     *           "missing": [
                     *             "text"
                     *           ],
                     *           "mails": {
                     *             "sent": 0,
                     *             "waiting": 0,
                     *             "undelivered": 0
                     *           }
                     *         }
                     *       ],
                     *       "tonight": {
                     *         "night": "2026-11-27",
                     *         "isExpected": true,
                     *         "silenceEscalates": true,
                     *         "usual": {
                     *           "from": "text",
                     *           "to": "text"
                     *         },
                     *         "changes": {
                     *           "from": 0,
                     *           "to": 0
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NightList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    sendTestMail: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail relay has accepted it for at least one of them, or all of them have declined these mails. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sent": 0,
                     *       "failed": [
                     *         {
                     *           "recipient": "it@lincoln.example",
                     *           "code": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TestMail"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            409: components["responses"]["SameRequestUnderWay"];
            422: components["responses"]["IdempotencyKeyReused"];
            /** @description `too_many_test_mails`: Five test mails were sent within the last hour. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            /** @description `mail_refused`: The mail was not accepted. */
            502: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            503: components["responses"]["Away"];
        };
    };
    listSftpKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order in which they were added. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "name": "Lincoln High School",
                     *           "type": "ssh-ed25519",
                     *           "fingerprint": "SHA256:uNiVztksCsDhcc0u9e8BrrQHwGmz8dHk9v2Uy5Jp2jE",
                     *           "createdAt": "2026-11-27T22:00:04.000Z",
                     *           "lastUsedAt": "2026-11-27T22:00:04.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SftpKeyList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    addSftpKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lincoln High School",
                 *       "publicKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO9ljQHmzUQ2x7lxQFzkaFWnXbiDvTRN4rqLxgzGWsnF sis@lincoln"
                 *     }
                 */
                "application/json": components["schemas"]["NewSftpKey"];
            };
        };
        responses: {
            /** @description The key works at once. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "name": "Lincoln High School",
                     *       "type": "ssh-ed25519",
                     *       "fingerprint": "SHA256:uNiVztksCsDhcc0u9e8BrrQHwGmz8dHk9v2Uy5Jp2jE",
                     *       "createdAt": "2026-11-27T22:00:04.000Z",
                     *       "lastUsedAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SftpKey"];
                };
            };
            /** @description `malformed_json`: The body is not JSON. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            /** @description `body_too_large`: The request is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    removeSftpKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key does not sign in any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getSftpAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None: from anywhere. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowed": [
                     *         "203.0.113.0/24"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SftpAddresses"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    saveSftpAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "allowed": [
                 *         "203.0.113.0/24"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SftpAddresses"];
            };
        };
        responses: {
            /** @description As they are stored. Sessions from elsewhere end within a minute. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowed": [
                     *         "203.0.113.0/24"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SftpAddresses"];
                };
            };
            /** @description `malformed_json`: The body is not JSON. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `body_too_large`: The request is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listSftpAttempts: {
        parameters: {
            query?: {
                /** @description Attempts, newest first. */
                limit?: number;
            };
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Attempts newest first; equal ones of a few seconds are one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-11-27T22:00:04.000Z",
                     *           "times": 0,
                     *           "address": "203.0.113.7",
                     *           "client": "OpenSSH_9.6",
                     *           "outcome": "SIGNED_IN",
                     *           "cause": "wrong_password",
                     *           "message": "In the language of Accept-Language.",
                     *           "detail": "In the language of Accept-Language."
                     *         }
                     *       ],
                     *       "bans": [
                     *         {
                     *           "address": "203.0.113.7",
                     *           "until": "2026-11-27T22:00:04.000Z",
                     *           "who": "USER"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SftpAttempts"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    liftSftpBan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description As the list of bans has it, percent-encoded. */
                address: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lifted; every gateway follows within seconds. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "steps": [
                     *         {
                     *           "step": "METHOD",
                     *           "isDone": true
                     *         }
                     *       ],
                     *       "firstSyncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "connection": {
                     *         "state": "NO_CONTACT",
                     *         "at": "2026-11-27T22:00:04.000Z",
                     *         "address": "203.0.113.7",
                     *         "client": "OpenSSH_9.6",
                     *         "cause": "wrong_password",
                     *         "file": {
                     *           "syncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "at": "2026-11-27T22:00:04.000Z",
                     *           "name": "Lincoln High School",
                     *           "status": "RECEIVED",
                     *           "people": 0,
                     *           "isPreview": true
                     *         }
                     *       },
                     *       "handover": {
                     *         "createdAt": "2026-11-27T22:00:04.000Z",
                     *         "expiresAt": "2026-11-27T22:00:04.000Z",
                     *         "works": true,
                     *         "openedAt": "2026-11-27T22:00:04.000Z",
                     *         "openedFrom": "text",
                     *         "passwordMadeAt": "2026-11-27T22:00:04.000Z",
                     *         "keyAddedAt": "2026-11-27T22:00:04.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Setup"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For each category that is rostered. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "category": "students",
                     *           "files": [
                     *             {
                     *               "syncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *               "name": "Lincoln High School",
                     *               "receivedAt": "2026-11-27T22:00:04.000Z",
                     *               "surprises": [
                     *                 "rejected"
                     *               ]
                     *             }
                     *           ],
                     *           "matched": 0,
                     *           "surprises": 0,
                     *           "isReady": true,
                     *           "wouldUpdate": 0,
                     *           "wouldArchive": 0
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CategoryReadinessList"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    makeHandover: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link, which works for a week: the only time that it is shown. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://example.org/rollcall",
                     *       "expiresAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["HandoverLink"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            409: components["responses"]["SameRequestUnderWay"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    endHandover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does not work any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getTemplate: {
        parameters: {
            query?: {
                /** @description A workbook keeps the zeros of numbers, and tells at each header what belongs below it. */
                format?: "csv" | "xlsx";
                /** @description Of the headers; without it, that of Accept-Language. */
                locale?: "en" | "fr-CA";
            };
            header?: never;
            path: {
                category: "students" | "teachers" | "staff";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, named after its category. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            400: components["responses"]["Malformed"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    openHandover: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "rc_shown-this-once"
                 *     }
                 */
                "application/json": components["schemas"]["HandoverToken"];
            };
        };
        responses: {
            /** @description Everything but the password. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "school": {
                     *         "name": "Lincoln High School",
                     *         "timeZone": "America/Toronto"
                     *       },
                     *       "expiresAt": "2026-11-27T22:00:04.000Z",
                     *       "host": "sftp-us.minga.io",
                     *       "port": 2022,
                     *       "username": "lincoln-high-school-k7x2mp",
                     *       "hostKeys": [
                     *         {
                     *           "fingerprint": "SHA256:uNiVztksCsDhcc0u9e8BrrQHwGmz8dHk9v2Uy5Jp2jE",
                     *           "knownHosts": "text"
                     *         }
                     *       ],
                     *       "passwordMadeAt": "2026-11-27T22:00:04.000Z",
                     *       "keyAddedAt": "2026-11-27T22:00:04.000Z",
                     *       "connection": {
                     *         "state": "NO_CONTACT",
                     *         "at": "2026-11-27T22:00:04.000Z",
                     *         "address": "203.0.113.7",
                     *         "client": "OpenSSH_9.6",
                     *         "cause": "wrong_password",
                     *         "file": {
                     *           "syncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "at": "2026-11-27T22:00:04.000Z",
                     *           "name": "Lincoln High School",
                     *           "status": "RECEIVED",
                     *           "people": 0,
                     *           "isPreview": true
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Handover"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `handover_ended`: This link does not work any more. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_requests`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    makeHandoverPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "rc_shown-this-once"
                 *     }
                 */
                "application/json": components["schemas"]["HandoverToken"];
            };
        };
        responses: {
            /** @description The new password: the only time that it is shown. The one that the SIS uses goes on working. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "password": "shown-this-once"
                     *     }
                     */
                    "application/json": components["schemas"]["HandoverPassword"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `handover_given`: This link has already given it. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `handover_ended`: This link does not work any more. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_requests`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    addHandoverKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lincoln High School",
                 *       "publicKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO9ljQHmzUQ2x7lxQFzkaFWnXbiDvTRN4rqLxgzGWsnF sis@lincoln",
                 *       "token": "rc_shown-this-once"
                 *     }
                 */
                "application/json": components["schemas"]["HandoverKey"];
            };
        };
        responses: {
            /** @description The key works at once. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "name": "Lincoln High School",
                     *       "type": "ssh-ed25519",
                     *       "fingerprint": "SHA256:uNiVztksCsDhcc0u9e8BrrQHwGmz8dHk9v2Uy5Jp2jE",
                     *       "createdAt": "2026-11-27T22:00:04.000Z",
                     *       "lastUsedAt": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SftpKey"];
                };
            };
            400: components["responses"]["MalformedBody"];
            /** @description `other_origin`: The request came from another site. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `handover_given`: This link has already given it. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `handover_ended`: This link does not work any more. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_requests`: Too many requests. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order in which they were made. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "url": "https://example.org/rollcall",
                     *           "events": [
                     *             "sync.ended"
                     *           ],
                     *           "enabled": true,
                     *           "disabled": null,
                     *           "failingSince": null,
                     *           "createdAt": "2026-11-27T22:00:04.000Z",
                     *           "oldSecretValidUntil": "2026-11-27T22:00:04.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    makeWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.org/rollcall",
                 *       "events": [
                 *         "sync.ended",
                 *         "sync.held"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["WebhookToMake"];
            };
        };
        responses: {
            /** @description With its secret: the only time that it is shown, except to a repetition with the same Idempotency-Key. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "url": "https://example.org/rollcall",
                     *       "events": [
                     *         "sync.ended"
                     *       ],
                     *       "enabled": true,
                     *       "disabled": null,
                     *       "failingSince": null,
                     *       "createdAt": "2026-11-27T22:00:04.000Z",
                     *       "oldSecretValidUntil": "2026-11-27T22:00:04.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
                     *     }
                     */
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without its secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "url": "https://example.org/rollcall",
                     *       "events": [
                     *         "sync.ended"
                     *       ],
                     *       "enabled": true,
                     *       "disabled": null,
                     *       "failingSince": null,
                     *       "createdAt": "2026-11-27T22:00:04.000Z",
                     *       "oldSecretValidUntil": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is sent to it any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhookId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.org/rollcall",
                 *       "events": [
                 *         "sync.ended",
                 *         "sync.held"
                 *       ],
                 *       "enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description As it is now. Disabled, what waited for it is given up. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "url": "https://example.org/rollcall",
                     *       "events": [
                     *         "sync.ended"
                     *       ],
                     *       "enabled": true,
                     *       "disabled": null,
                     *       "failingSince": null,
                     *       "createdAt": "2026-11-27T22:00:04.000Z",
                     *       "oldSecretValidUntil": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    renewWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                webhookId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "revokeOldNow": false
                 *     }
                 */
                "application/json": components["schemas"]["WebhookSecretRenewal"];
            };
        };
        responses: {
            /** @description The new secret: the only time that it is shown, except to a repetition with the same Idempotency-Key. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=",
                     *       "oldSecretValidUntil": "2026-11-27T22:00:04.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NewWebhookSecret"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                webhookId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way; ask for the deliveries to see how it went. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "type": "sync.ended",
                     *       "state": "WAITING",
                     *       "createdAt": "2026-11-27T22:00:04.000Z",
                     *       "attempts": 0,
                     *       "lastTriedAt": "2026-11-27T22:00:04.000Z",
                     *       "nextTryAt": null,
                     *       "deliveredAt": "2026-11-27T22:00:04.000Z",
                     *       "lastStatus": 0,
                     *       "lastCode": "not_accepted",
                     *       "message": "In the language of Accept-Language.",
                     *       "tookMs": 0,
                     *       "data": {}
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `webhook_disabled`: This webhook is disabled. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Entries per page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                webhookId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, of the last 30 days. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "type": "sync.ended",
                     *           "state": "WAITING",
                     *           "createdAt": "2026-11-27T22:00:04.000Z",
                     *           "attempts": 0,
                     *           "lastTriedAt": "2026-11-27T22:00:04.000Z",
                     *           "nextTryAt": null,
                     *           "deliveredAt": "2026-11-27T22:00:04.000Z",
                     *           "lastStatus": 0,
                     *           "lastCode": "not_accepted",
                     *           "message": "In the language of Accept-Language.",
                     *           "tookMs": 0,
                     *           "data": {}
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    resendWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                webhookId: string;
                deliveryId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "type": "sync.ended",
                     *       "state": "WAITING",
                     *       "createdAt": "2026-11-27T22:00:04.000Z",
                     *       "attempts": 0,
                     *       "lastTriedAt": "2026-11-27T22:00:04.000Z",
                     *       "nextTryAt": null,
                     *       "deliveredAt": "2026-11-27T22:00:04.000Z",
                     *       "lastStatus": 0,
                     *       "lastCode": "not_accepted",
                     *       "message": "In the language of Accept-Language.",
                     *       "tookMs": 0,
                     *       "data": {}
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `webhook_disabled`: This webhook is disabled. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listSchoolMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By address. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "email": "zoe.tremblay@lincoln.example",
                     *           "role": "OWNER",
                     *           "state": "ACTIVE",
                     *           "invitedAt": "2026-11-27T22:00:04.000Z",
                     *           "lastSignInAt": "2026-11-27T22:00:04.000Z",
                     *           "secondFactor": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Member"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    inviteSchoolMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "zoe.tremblay@lincoln.example",
                 *       "role": "OWNER"
                 *     }
                 */
                "application/json": components["schemas"]["Invitation"];
            };
        };
        responses: {
            /** @description Invited. The mail is on its way. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "role": "OWNER",
                     *       "state": "ACTIVE",
                     *       "invitedAt": "2026-11-27T22:00:04.000Z",
                     *       "lastSignInAt": "2026-11-27T22:00:04.000Z",
                     *       "secondFactor": true
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `already_member`: This address has access already. `address_in_use`: This address has access elsewhere. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_mails`: Enough mails were sent to this address today. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    removeSchoolMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accountId: string;
                schoolId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They have no access any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `last_member`: Somebody has to keep access. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listDistrictMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By address. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "email": "zoe.tremblay@lincoln.example",
                     *           "role": "OWNER",
                     *           "state": "ACTIVE",
                     *           "invitedAt": "2026-11-27T22:00:04.000Z",
                     *           "lastSignInAt": "2026-11-27T22:00:04.000Z",
                     *           "secondFactor": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Member"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    inviteDistrictMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "zoe.tremblay@lincoln.example",
                 *       "role": "OWNER"
                 *     }
                 */
                "application/json": components["schemas"]["Invitation"];
            };
        };
        responses: {
            /** @description Invited. The mail is on its way. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "email": "zoe.tremblay@lincoln.example",
                     *       "role": "OWNER",
                     *       "state": "ACTIVE",
                     *       "invitedAt": "2026-11-27T22:00:04.000Z",
                     *       "lastSignInAt": "2026-11-27T22:00:04.000Z",
                     *       "secondFactor": true
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `already_member`: This address has access already. `address_in_use`: This address has access elsewhere. `same_request_under_way`: a request with this Idempotency-Key is not answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `too_many_mails`: Enough mails were sent to this address today. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    removeDistrictMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                accountId: string;
                districtId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They have no access any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `last_member`: Somebody has to keep access. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getDistrictSecurity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule, and the people whom it concerns: the Owners of all schools and the District Managers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "requireSecondFactor": true,
                     *       "requiredSince": "2026-11-27T22:00:04.000Z",
                     *       "members": 0,
                     *       "missing": {
                     *         "count": 0,
                     *         "first": [
                     *           {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "role": "OWNER",
                     *             "school": {
                     *               "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *               "name": "Lincoln High School"
                     *             }
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DistrictSecurity"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    saveDistrictSecurity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "requireSecondFactor": true
                 *     }
                 */
                "application/json": components["schemas"]["DistrictSecurityToSave"];
            };
        };
        responses: {
            /** @description The rule counts from the next request of each of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "requireSecondFactor": true,
                     *       "requiredSince": "2026-11-27T22:00:04.000Z",
                     *       "members": 0,
                     *       "missing": {
                     *         "count": 0,
                     *         "first": [
                     *           {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "email": "zoe.tremblay@lincoln.example",
                     *             "role": "OWNER",
                     *             "school": {
                     *               "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *               "name": "Lincoln High School"
                     *             }
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DistrictSecurity"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            /** @description `no_second_factor`: Your account has no second factor. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    createSchool: {
        parameters: {
            query?: never;
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lincoln High School",
                 *       "region": "US",
                 *       "timeZone": "America/Toronto",
                 *       "locale": "en"
                 *     }
                 */
                "application/json": components["schemas"]["NewSchool"];
            };
        };
        responses: {
            /** @description The school, and its SFTP password: the only time that it is shown. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "name": "Lincoln High School",
                     *       "region": "US",
                     *       "timeZone": "America/Toronto",
                     *       "district": {
                     *         "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *         "name": "Lincoln High School"
                     *       },
                     *       "sftp": {
                     *         "host": "sftp-us.minga.io",
                     *         "port": 2022,
                     *         "username": "lincoln-high-school-k7x2mp",
                     *         "password": "shown-this-once"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedSchool"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getDistrictOverview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each school with its last sync, its state, and whether a file is late. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "school": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "name": "Lincoln High School",
                     *             "region": "US",
                     *             "timeZone": "America/Toronto"
                     *           },
                     *           "state": "HELD",
                     *           "lastSync": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "status": "RECEIVED",
                     *             "trigger": "SFTP",
                     *             "dryRun": true,
                     *             "triedSettings": null,
                     *             "file": {
                     *               "name": "Lincoln High School",
                     *               "bytes": 51234,
                     *               "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *               "format": "csv",
                     *               "encoding": "utf-8"
                     *             },
                     *             "counts": {
                     *               "students": {
                     *                 "added": 0,
                     *                 "updated": 0,
                     *                 "archived": 0,
                     *                 "restored": 0,
                     *                 "unchanged": 0,
                     *                 "held": 0
                     *               },
                     *               "teachers": {
                     *                 "added": 0,
                     *                 "updated": 0,
                     *                 "archived": 0,
                     *                 "restored": 0,
                     *                 "unchanged": 0,
                     *                 "held": 0
                     *               },
                     *               "staff": {
                     *                 "added": 0,
                     *                 "updated": 0,
                     *                 "archived": 0,
                     *                 "restored": 0,
                     *                 "unchanged": 0,
                     *                 "held": 0
                     *               },
                     *               "admin": {
                     *                 "added": 0,
                     *                 "updated": 0,
                     *                 "archived": 0,
                     *                 "restored": 0,
                     *                 "unchanged": 0,
                     *                 "held": 0
                     *               }
                     *             },
                     *             "rows": {
                     *               "total": 598,
                     *               "valid": 598,
                     *               "problems": 0,
                     *               "warnings": 0
                     *             },
                     *             "hold": null,
                     *             "rollover": null,
                     *             "receivedAt": "2026-11-27T22:00:04.000Z",
                     *             "startedAt": "2026-11-27T22:00:04.000Z",
                     *             "appliedAt": "2026-11-27T22:00:04.000Z",
                     *             "finishedAt": "2026-11-27T22:00:04.000Z",
                     *             "error": null,
                     *             "workflow": {
                     *               "id": "text",
                     *               "runId": null,
                     *               "url": "https://example.org/rollcall"
                     *             }
                     *           },
                     *           "heldSyncs": 0,
                     *           "heldSince": "2026-11-27T22:00:04.000Z",
                     *           "pausedUntil": null,
                     *           "lateness": {
                     *             "late": true,
                     *             "expectedBy": "2026-11-27T22:00:04.000Z",
                     *             "hours": 0
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DistrictOverview"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    listDistrictUploads: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest 20, newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "fileName": "LincolnHighSchool_students_mar23_2023.csv",
                     *           "dryRun": true,
                     *           "receivedAt": "2026-11-27T22:00:04.000Z",
                     *           "rows": 0,
                     *           "otherRows": 0,
                     *           "unplacedRows": 0,
                     *           "unplaced": [
                     *             {
                     *               "word": "Roosevelt Annex",
                     *               "rows": 0,
                     *               "claimedBy": 0
                     *             }
                     *           ],
                     *           "parts": [
                     *             {
                     *               "school": {
                     *                 "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *                 "name": "Lincoln High School"
                     *               },
                     *               "syncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *               "status": "RECEIVED"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DistrictUpload"][];
                    };
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    uploadDistrictFile: {
        parameters: {
            query?: {
                /** @description true: shows what would change, and changes nothing. */
                dryRun?: "true" | "false";
                /** @description Where the SIS has a folder for each school: its name. The whole file, of any format, is then of the school that has this word, and needs no school column. */
                folder?: string;
            };
            header?: {
                /** @description Identifies a request for 24 hours: repeating it does nothing and returns the first answer (with the header `Idempotent-Replayed: true`). Send a new UUID with each new request. Error answers are not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Every part is stored, and its sync is under way. The file itself is not kept. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *       "fileName": "LincolnHighSchool_students_mar23_2023.csv",
                     *       "dryRun": true,
                     *       "receivedAt": "2026-11-27T22:00:04.000Z",
                     *       "rows": 0,
                     *       "otherRows": 0,
                     *       "unplacedRows": 0,
                     *       "unplaced": [
                     *         {
                     *           "word": "Roosevelt Annex",
                     *           "rows": 0,
                     *           "claimedBy": 0
                     *         }
                     *       ],
                     *       "parts": [
                     *         {
                     *           "school": {
                     *             "id": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *             "name": "Lincoln High School"
                     *           },
                     *           "syncId": "019a9f3e-7c1d-7b52-8f10-3d5e6a7b8c9d",
                     *           "status": "RECEIVED"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DistrictUpload"];
                };
            };
            /** @description `malformed_request`: The request is malformed. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            409: components["responses"]["SameRequestUnderWay"];
            /** @description `file_too_large`: The file is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `not_multipart`: The upload is not a form. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `file_missing`: No file was sent. `invalid_request`: The request has errors. `no_school_column`: No column says the school. `several_lists`: The file holds several lists. `no_known_school`: The file names no school of the district. `district_file_rejected`: The file cannot be used. `idempotency_key_reused`: this Idempotency-Key came with another query or body before; `invalid_request`: it is not a key. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    getOtherSchools: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The words. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "words": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OtherSchools"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["NotSignedIn"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    saveOtherSchools: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                districtId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "words": [
                 *         "text"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["OtherSchools"];
            };
        };
        responses: {
            /** @description The words, as they count from the next file on. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "words": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OtherSchools"];
                };
            };
            400: components["responses"]["MalformedBody"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["OtherOrigin"];
            /** @description `not_found`: Not found. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            408: components["responses"]["BodyTooSlow"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["NotJson"];
            /** @description `invalid_request`: The request has errors. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Fault"];
            503: components["responses"]["Away"];
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            429: components["responses"]["TooManyRequests"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "database": "up",
                     *         "temporal": "up",
                     *         "store": "up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            /** @description Something is down; `checks` says what. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "database": "up",
                     *         "temporal": "up",
                     *         "store": "up"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text format of Prometheus. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            429: components["responses"]["TooManyRequests"];
        };
    };
}
