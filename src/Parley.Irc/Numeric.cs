namespace Parley.Irc;

/// <summary>The numerics, named as in the specifications without RPL_ or ERR_; that name is each one's comment.</summary>
/// <remarks>
/// Those of Modern IRC without STARTTLS's, and of the extensions MONITOR, METADATA, WHOX, KNOCK, SILENCE, ACCEPT and quiet lists. Where
/// servers give one number different meanings, this has Modern IRC's (ERR_INVALIDUSERNAME for 468) or the one that a server
/// with these extensions means. A table, and as long as there are numerics.
/// </remarks>
/// <seealso href="https://modern.ircdocs.horse/#numerics"/>
/// <seealso href="https://defs.ircdocs.horse/defs/numerics.html"/>
public enum Numeric
{
    /// <summary>RPL_WELCOME</summary>
    Welcome = 1,
    /// <summary>RPL_YOURHOST</summary>
    YourHost = 2,
    /// <summary>RPL_CREATED</summary>
    Created = 3,
    /// <summary>RPL_MYINFO</summary>
    MyInfo = 4,
    /// <summary>RPL_ISUPPORT</summary>
    Isupport = 5,
    /// <summary>RPL_SNOMASK</summary>
    Snomask = 8,
    /// <summary>RPL_BOUNCE</summary>
    Bounce = 10,
    /// <summary>RPL_MAP</summary>
    Map = 15,
    /// <summary>RPL_MAPMORE</summary>
    MapMore = 16,
    /// <summary>RPL_MAPEND</summary>
    MapEnd = 17,
    /// <summary>RPL_MAPUSERS</summary>
    MapUsers = 18,
    /// <summary>RPL_REMOTEISUPPORT</summary>
    RemoteIsupport = 105,
    /// <summary>RPL_STATSLINKINFO</summary>
    StatsLinkInfo = 211,
    /// <summary>RPL_STATSCOMMANDS</summary>
    StatsCommands = 212,
    /// <summary>RPL_STATSCLINE</summary>
    StatsCLine = 213,
    /// <summary>RPL_STATSILINE</summary>
    StatsILine = 215,
    /// <summary>RPL_STATSKLINE</summary>
    StatsKLine = 216,
    /// <summary>RPL_STATSYLINE</summary>
    StatsYLine = 218,
    /// <summary>RPL_ENDOFSTATS</summary>
    EndOfStats = 219,
    /// <summary>RPL_UMODEIS</summary>
    UModeIs = 221,
    /// <summary>RPL_STATSLLINE</summary>
    StatsLLine = 241,
    /// <summary>RPL_STATSUPTIME</summary>
    StatsUptime = 242,
    /// <summary>RPL_STATSOLINE</summary>
    StatsOLine = 243,
    /// <summary>RPL_STATSHLINE</summary>
    StatsHLine = 244,
    /// <summary>RPL_LUSERCLIENT</summary>
    LUserClient = 251,
    /// <summary>RPL_LUSEROP</summary>
    LUserOp = 252,
    /// <summary>RPL_LUSERUNKNOWN</summary>
    LUserUnknown = 253,
    /// <summary>RPL_LUSERCHANNELS</summary>
    LUserChannels = 254,
    /// <summary>RPL_LUSERME</summary>
    LUserMe = 255,
    /// <summary>RPL_ADMINME</summary>
    AdminMe = 256,
    /// <summary>RPL_ADMINLOC1</summary>
    AdminLoc1 = 257,
    /// <summary>RPL_ADMINLOC2</summary>
    AdminLoc2 = 258,
    /// <summary>RPL_ADMINEMAIL</summary>
    AdminEmail = 259,
    /// <summary>RPL_TRYAGAIN</summary>
    TryAgain = 263,
    /// <summary>RPL_LOCALUSERS</summary>
    LocalUsers = 265,
    /// <summary>RPL_GLOBALUSERS</summary>
    GlobalUsers = 266,
    /// <summary>RPL_SILELIST</summary>
    SileList = 271,
    /// <summary>RPL_ENDOFSILELIST</summary>
    EndOfSileList = 272,
    /// <summary>RPL_WHOISCERTFP</summary>
    WhoisCertFp = 276,
    /// <summary>RPL_ACCEPTLIST</summary>
    AcceptList = 281,
    /// <summary>RPL_ENDOFACCEPT</summary>
    EndOfAccept = 282,
    /// <summary>RPL_NONE</summary>
    None = 300,
    /// <summary>RPL_AWAY</summary>
    Away = 301,
    /// <summary>RPL_USERHOST</summary>
    UserHost = 302,
    /// <summary>RPL_ISON</summary>
    Ison = 303,
    /// <summary>RPL_UNAWAY</summary>
    UnAway = 305,
    /// <summary>RPL_NOWAWAY</summary>
    NowAway = 306,
    /// <summary>RPL_WHOISREGNICK</summary>
    WhoisRegNick = 307,
    /// <summary>RPL_WHOISUSER</summary>
    WhoisUser = 311,
    /// <summary>RPL_WHOISSERVER</summary>
    WhoisServer = 312,
    /// <summary>RPL_WHOISOPERATOR</summary>
    WhoisOperator = 313,
    /// <summary>RPL_WHOWASUSER</summary>
    WhowasUser = 314,
    /// <summary>RPL_ENDOFWHO</summary>
    EndOfWho = 315,
    /// <summary>RPL_WHOISIDLE</summary>
    WhoisIdle = 317,
    /// <summary>RPL_ENDOFWHOIS</summary>
    EndOfWhois = 318,
    /// <summary>RPL_WHOISCHANNELS</summary>
    WhoisChannels = 319,
    /// <summary>RPL_WHOISSPECIAL</summary>
    WhoisSpecial = 320,
    /// <summary>RPL_LISTSTART</summary>
    ListStart = 321,
    /// <summary>RPL_LIST</summary>
    List = 322,
    /// <summary>RPL_LISTEND</summary>
    ListEnd = 323,
    /// <summary>RPL_CHANNELMODEIS</summary>
    ChannelModeIs = 324,
    /// <summary>RPL_UNIQOPIS</summary>
    UniqOpIs = 325,
    /// <summary>RPL_CHANNEL_URL</summary>
    ChannelUrl = 328,
    /// <summary>RPL_CREATIONTIME</summary>
    CreationTime = 329,
    /// <summary>RPL_WHOISACCOUNT</summary>
    WhoisAccount = 330,
    /// <summary>RPL_NOTOPIC</summary>
    NoTopic = 331,
    /// <summary>RPL_TOPIC</summary>
    Topic = 332,
    /// <summary>RPL_TOPICWHOTIME</summary>
    TopicWhoTime = 333,
    /// <summary>RPL_WHOISBOT</summary>
    WhoisBot = 335,
    /// <summary>RPL_INVITELIST</summary>
    InviteList = 336,
    /// <summary>RPL_ENDOFINVITELIST</summary>
    EndOfInviteList = 337,
    /// <summary>RPL_WHOISACTUALLY</summary>
    WhoisActually = 338,
    /// <summary>RPL_USERIP</summary>
    UserIp = 340,
    /// <summary>RPL_INVITING</summary>
    Inviting = 341,
    /// <summary>RPL_INVEXLIST</summary>
    InvexList = 346,
    /// <summary>RPL_ENDOFINVEXLIST</summary>
    EndOfInvexList = 347,
    /// <summary>RPL_EXCEPTLIST</summary>
    ExceptList = 348,
    /// <summary>RPL_ENDOFEXCEPTLIST</summary>
    EndOfExceptList = 349,
    /// <summary>RPL_VERSION</summary>
    Version = 351,
    /// <summary>RPL_WHOREPLY</summary>
    WhoReply = 352,
    /// <summary>RPL_NAMREPLY</summary>
    NamReply = 353,
    /// <summary>RPL_WHOSPCRPL</summary>
    WhoSpcRpl = 354,
    /// <summary>RPL_LINKS</summary>
    Links = 364,
    /// <summary>RPL_ENDOFLINKS</summary>
    EndOfLinks = 365,
    /// <summary>RPL_ENDOFNAMES</summary>
    EndOfNames = 366,
    /// <summary>RPL_BANLIST</summary>
    BanList = 367,
    /// <summary>RPL_ENDOFBANLIST</summary>
    EndOfBanList = 368,
    /// <summary>RPL_ENDOFWHOWAS</summary>
    EndOfWhowas = 369,
    /// <summary>RPL_INFO</summary>
    Info = 371,
    /// <summary>RPL_MOTD</summary>
    Motd = 372,
    /// <summary>RPL_ENDOFINFO</summary>
    EndOfInfo = 374,
    /// <summary>RPL_MOTDSTART</summary>
    MotdStart = 375,
    /// <summary>RPL_ENDOFMOTD</summary>
    EndOfMotd = 376,
    /// <summary>RPL_WHOISHOST</summary>
    WhoisHost = 378,
    /// <summary>RPL_WHOISMODES</summary>
    WhoisModes = 379,
    /// <summary>RPL_YOUREOPER</summary>
    YoureOper = 381,
    /// <summary>RPL_REHASHING</summary>
    Rehashing = 382,
    /// <summary>RPL_TIME</summary>
    Time = 391,
    /// <summary>RPL_VISIBLEHOST</summary>
    VisibleHost = 396,
    /// <summary>ERR_UNKNOWNERROR</summary>
    UnknownError = 400,
    /// <summary>ERR_NOSUCHNICK</summary>
    NoSuchNick = 401,
    /// <summary>ERR_NOSUCHSERVER</summary>
    NoSuchServer = 402,
    /// <summary>ERR_NOSUCHCHANNEL</summary>
    NoSuchChannel = 403,
    /// <summary>ERR_CANNOTSENDTOCHAN</summary>
    CannotSendToChan = 404,
    /// <summary>ERR_TOOMANYCHANNELS</summary>
    TooManyChannels = 405,
    /// <summary>ERR_WASNOSUCHNICK</summary>
    WasNoSuchNick = 406,
    /// <summary>ERR_TOOMANYTARGETS</summary>
    TooManyTargets = 407,
    /// <summary>ERR_NOORIGIN</summary>
    NoOrigin = 409,
    /// <summary>ERR_INVALIDCAPCMD</summary>
    InvalidCapCmd = 410,
    /// <summary>ERR_NORECIPIENT</summary>
    NoRecipient = 411,
    /// <summary>ERR_NOTEXTTOSEND</summary>
    NoTextToSend = 412,
    /// <summary>ERR_NOTOPLEVEL</summary>
    NoTopLevel = 413,
    /// <summary>ERR_WILDTOPLEVEL</summary>
    WildTopLevel = 414,
    /// <summary>ERR_BADMASK</summary>
    BadMask = 415,
    /// <summary>ERR_TOOMANYMATCHES</summary>
    TooManyMatches = 416,
    /// <summary>ERR_INPUTTOOLONG</summary>
    InputTooLong = 417,
    /// <summary>ERR_UNKNOWNCOMMAND</summary>
    UnknownCommand = 421,
    /// <summary>ERR_NOMOTD</summary>
    NoMotd = 422,
    /// <summary>ERR_NOADMININFO</summary>
    NoAdminInfo = 423,
    /// <summary>ERR_FILEERROR</summary>
    FileError = 424,
    /// <summary>ERR_TOOMANYAWAY</summary>
    TooManyAway = 429,
    /// <summary>ERR_NONICKNAMEGIVEN</summary>
    NoNicknameGiven = 431,
    /// <summary>ERR_ERRONEUSNICKNAME</summary>
    ErroneusNickname = 432,
    /// <summary>ERR_NICKNAMEINUSE</summary>
    NicknameInUse = 433,
    /// <summary>ERR_BANONCHAN</summary>
    BanOnChan = 435,
    /// <summary>ERR_NICKCOLLISION</summary>
    NickCollision = 436,
    /// <summary>ERR_UNAVAILRESOURCE</summary>
    UnavailResource = 437,
    /// <summary>ERR_NICKTOOFAST</summary>
    NickTooFast = 438,
    /// <summary>ERR_TARGETTOOFAST</summary>
    TargetTooFast = 439,
    /// <summary>ERR_USERNOTINCHANNEL</summary>
    UserNotInChannel = 441,
    /// <summary>ERR_NOTONCHANNEL</summary>
    NotOnChannel = 442,
    /// <summary>ERR_USERONCHANNEL</summary>
    UserOnChannel = 443,
    /// <summary>ERR_SUMMONDISABLED</summary>
    SummonDisabled = 445,
    /// <summary>ERR_USERSDISABLED</summary>
    UsersDisabled = 446,
    /// <summary>ERR_NONICKCHANGE</summary>
    NoNickChange = 447,
    /// <summary>ERR_FORBIDDENCHANNEL</summary>
    ForbiddenChannel = 448,
    /// <summary>ERR_NOTREGISTERED</summary>
    NotRegistered = 451,
    /// <summary>ERR_ACCEPTFULL</summary>
    AcceptFull = 456,
    /// <summary>ERR_ACCEPTEXIST</summary>
    AcceptExist = 457,
    /// <summary>ERR_ACCEPTNOT</summary>
    AcceptNot = 458,
    /// <summary>ERR_NEEDMOREPARAMS</summary>
    NeedMoreParams = 461,
    /// <summary>ERR_ALREADYREGISTERED</summary>
    AlreadyRegistered = 462,
    /// <summary>ERR_NOPERMFORHOST</summary>
    NoPermForHost = 463,
    /// <summary>ERR_PASSWDMISMATCH</summary>
    PasswdMismatch = 464,
    /// <summary>ERR_YOUREBANNEDCREEP</summary>
    YoureBannedCreep = 465,
    /// <summary>ERR_KEYSET</summary>
    KeySet = 467,
    /// <summary>ERR_INVALIDUSERNAME</summary>
    InvalidUsername = 468,
    /// <summary>ERR_LINKCHANNEL</summary>
    LinkChannel = 470,
    /// <summary>ERR_CHANNELISFULL</summary>
    ChannelIsFull = 471,
    /// <summary>ERR_UNKNOWNMODE</summary>
    UnknownMode = 472,
    /// <summary>ERR_INVITEONLYCHAN</summary>
    InviteOnlyChan = 473,
    /// <summary>ERR_BANNEDFROMCHAN</summary>
    BannedFromChan = 474,
    /// <summary>ERR_BADCHANNELKEY</summary>
    BadChannelKey = 475,
    /// <summary>ERR_BADCHANMASK</summary>
    BadChanMask = 476,
    /// <summary>ERR_NEEDREGGEDNICK</summary>
    NeedReggedNick = 477,
    /// <summary>ERR_BANLISTFULL</summary>
    BanListFull = 478,
    /// <summary>ERR_CANNOTKNOCK</summary>
    CannotKnock = 480,
    /// <summary>ERR_NOPRIVILEGES</summary>
    NoPrivileges = 481,
    /// <summary>ERR_CHANOPRIVSNEEDED</summary>
    ChanOPrivsNeeded = 482,
    /// <summary>ERR_CANTKILLSERVER</summary>
    CantKillServer = 483,
    /// <summary>ERR_RESTRICTED</summary>
    Restricted = 484,
    /// <summary>ERR_UNIQOPRIVSNEEDED</summary>
    UniqOPrivsNeeded = 485,
    /// <summary>ERR_SECUREONLYCHAN</summary>
    SecureOnlyChan = 489,
    /// <summary>ERR_NOOPERHOST</summary>
    NoOperHost = 491,
    /// <summary>ERR_UMODEUNKNOWNFLAG</summary>
    UModeUnknownFlag = 501,
    /// <summary>ERR_USERSDONTMATCH</summary>
    UsersDontMatch = 502,
    /// <summary>ERR_SILELISTFULL</summary>
    SileListFull = 511,
    /// <summary>ERR_BADPING</summary>
    BadPing = 513,
    /// <summary>ERR_WHOSYNTAX</summary>
    WhoSyntax = 522,
    /// <summary>ERR_WHOLIMEXCEED</summary>
    WhoLimExceed = 523,
    /// <summary>ERR_HELPNOTFOUND</summary>
    HelpNotFound = 524,
    /// <summary>ERR_INVALIDKEY</summary>
    InvalidKey = 525,
    /// <summary>ERR_CANTSENDTOUSER</summary>
    CantSendToUser = 531,
    /// <summary>RPL_WHOISSECURE</summary>
    WhoisSecure = 671,
    /// <summary>ERR_INVALIDMODEPARAM</summary>
    InvalidModeParam = 696,
    /// <summary>ERR_LISTMODEALREADYSET</summary>
    ListModeAlreadySet = 697,
    /// <summary>ERR_LISTMODENOTSET</summary>
    ListModeNotSet = 698,
    /// <summary>RPL_HELPSTART</summary>
    HelpStart = 704,
    /// <summary>RPL_HELPTXT</summary>
    HelpTxt = 705,
    /// <summary>RPL_ENDOFHELP</summary>
    EndOfHelp = 706,
    /// <summary>ERR_TARGCHANGE</summary>
    TargChange = 707,
    /// <summary>RPL_KNOCK</summary>
    Knock = 710,
    /// <summary>RPL_KNOCKDLVR</summary>
    KnockDlvr = 711,
    /// <summary>ERR_TOOMANYKNOCK</summary>
    TooManyKnock = 712,
    /// <summary>ERR_CHANOPEN</summary>
    ChanOpen = 713,
    /// <summary>ERR_KNOCKONCHAN</summary>
    KnockOnChan = 714,
    /// <summary>RPL_TARGUMODEG</summary>
    TargUModeG = 716,
    /// <summary>RPL_TARGNOTIFY</summary>
    TargNotify = 717,
    /// <summary>RPL_UMODEGMSG</summary>
    UModeGMsg = 718,
    /// <summary>ERR_NOPRIVS</summary>
    NoPrivs = 723,
    /// <summary>RPL_QUIETLIST</summary>
    QuietList = 728,
    /// <summary>RPL_ENDOFQUIETLIST</summary>
    EndOfQuietList = 729,
    /// <summary>RPL_MONONLINE</summary>
    MonOnline = 730,
    /// <summary>RPL_MONOFFLINE</summary>
    MonOffline = 731,
    /// <summary>RPL_MONLIST</summary>
    MonList = 732,
    /// <summary>RPL_ENDOFMONLIST</summary>
    EndOfMonList = 733,
    /// <summary>ERR_MONLISTFULL</summary>
    MonListFull = 734,
    /// <summary>ERR_MLOCKRESTRICTED</summary>
    MLockRestricted = 742,
    /// <summary>ERR_INVALIDBAN</summary>
    InvalidBan = 743,
    /// <summary>RPL_WHOISKEYVALUE</summary>
    WhoisKeyValue = 760,
    /// <summary>RPL_KEYVALUE</summary>
    KeyValue = 761,
    /// <summary>RPL_KEYNOTSET</summary>
    KeyNotSet = 766,
    /// <summary>RPL_METADATASUBOK</summary>
    MetadataSubOk = 770,
    /// <summary>RPL_METADATAUNSUBOK</summary>
    MetadataUnsubOk = 771,
    /// <summary>RPL_METADATASUBS</summary>
    MetadataSubs = 772,
    /// <summary>RPL_METADATASYNCLATER</summary>
    MetadataSyncLater = 774,
    /// <summary>RPL_LOGGEDIN</summary>
    LoggedIn = 900,
    /// <summary>RPL_LOGGEDOUT</summary>
    LoggedOut = 901,
    /// <summary>ERR_NICKLOCKED</summary>
    NickLocked = 902,
    /// <summary>RPL_SASLSUCCESS</summary>
    SaslSuccess = 903,
    /// <summary>ERR_SASLFAIL</summary>
    SaslFail = 904,
    /// <summary>ERR_SASLTOOLONG</summary>
    SaslTooLong = 905,
    /// <summary>ERR_SASLABORTED</summary>
    SaslAborted = 906,
    /// <summary>ERR_SASLALREADY</summary>
    SaslAlready = 907,
    /// <summary>RPL_SASLMECHS</summary>
    SaslMechs = 908,
}
