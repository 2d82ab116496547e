using System.Globalization;

namespace Parley.Irc;

/// <summary>Numerics as they are sent.</summary>
public static class NumericCodes
{
    private static readonly string[] Codes = [.. Enumerable.Range(0, 1000).Select(number => number.ToString("D3", CultureInfo.InvariantCulture))];

    extension(Numeric numeric)
    {
        /// <summary>The three digits.</summary>
        public string Code => Codes[(int)numeric];
    }
}
