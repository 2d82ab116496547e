using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage.Sqlite;

/// <summary>What stands in a row. In a damaged one there may be NULL, whatever the schema says: then a value that is refused by those who read it.</summary>
internal static class RowValues
{
    extension(SqliteDataReader row)
    {
        public long Int64(int column) => row.IsDBNull(column) ? -1 : row.GetInt64(column);

        /// <summary>A text as it is stored, without a string between.</summary>
        public byte[] Utf8(int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);

        public string Text(int column) => row.IsDBNull(column) ? "" : row.GetString(column);
    }
}
