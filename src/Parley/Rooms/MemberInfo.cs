namespace Parley;

/// <summary>A member as an answer shows it.</summary>
public sealed record MemberInfo(Identity Who, Roles Roles);
