using System.Globalization;

namespace Parley.Irc;

/// <summary>Numerics as they are sent.</summary>
public static class NumericCodes
{
    extension(Numeric numeric)
    {
        /// <summary>The three digits.</summary>
        public string Code => ((int)numeric).ToString("D3", CultureInfo.InvariantCulture);
    }
}
