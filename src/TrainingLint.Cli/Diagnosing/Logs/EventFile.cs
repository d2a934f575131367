using System;
using System.Buffers.Binary;
using System.IO;
using System.Numerics;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>
/// Reads the scalars of TensorBoard's event files: records of a length, its checksum, data and their checksum
/// (tensorflow/core/lib/io/record_writer.h), each an Event (tensorflow/core/util/event.proto).
/// </summary>
internal static class EventFile
{
    private const int HeaderSize = 12;
    private const int ChecksumSize = 4;

    /// <summary>Longer records hold pictures or graphs beyond all that is usual; a wrong length would ask for any memory.</summary>
    private const int LongestRecord = 1 << 28;

    /// <summary>True for a beginning whose checksum is that of a record.</summary>
    public static bool IsRecord(ReadOnlySpan<byte> start) =>
        start.Length >= HeaderSize && Masked(start[..8]) == BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);

    /// <summary>Reads a file. What is cut off at its end is reported; the records before it count.</summary>
    /// <param name="stream">The file, from its start.</param>
    /// <param name="shown">Its path, for messages.</param>
    /// <param name="prefix">Goes before each name: the directory of the file within the run.</param>
    /// <param name="log">Takes what is found.</param>
    public static void Read(Stream stream, string shown, string prefix, LogBuilder log)
    {
        var header = new byte[HeaderSize];
        var data = Array.Empty<byte>();
        for (var at = 0L; at < stream.Length;)
        {
            if (stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
            {
                log.Problem(Cut(shown, at, "the header of a record"));
                return;
            }

            if (!IsRecord(header))
            {
                log.Problem(FormattableString.Invariant(
                    $"{shown}: byte {at}: the checksum of a record's length is wrong; wanted is a whole event file of TensorBoard"));
                return;
            }

            var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            if (length > LongestRecord)
            {
                log.Problem(FormattableString.Invariant($"{shown}: byte {at}: a record of {length} bytes; at most {LongestRecord} are read"));
                return;
            }

            if ((long)length + ChecksumSize > stream.Length - at - HeaderSize)
            {
                log.Problem(Cut(shown, at, FormattableString.Invariant($"a record of {length} bytes")));
                return;
            }

            var size = (int)length + ChecksumSize;
            data = data.Length < size ? new byte[size] : data;
            stream.ReadExactly(data, 0, size);
            ReadRecord(data.AsSpan(0, size), shown, prefix, at, log);
            at += HeaderSize + size;
        }
    }

    private static void ReadRecord(ReadOnlySpan<byte> record, string shown, string prefix, long at, LogBuilder log)
    {
        var data = record[..^ChecksumSize];
        if (Masked(data) != BinaryPrimitives.ReadUInt32LittleEndian(record[^ChecksumSize..]))
        {
            log.Problem(FormattableString.Invariant($"{shown}: byte {at}: the checksum of a record's data is wrong; the record is left out"));
            return;
        }

        if (!EventMessage.Read(data, (tag, step, value) => log.Add(prefix + tag, step, value, at)))
        {
            log.Problem(FormattableString.Invariant($"{shown}: byte {at}: the record is no event; wanted is an event file of TensorBoard"));
        }
    }

    private static string Cut(string shown, long at, string what) => FormattableString.Invariant(
        $"{shown}: byte {at}: {what} is cut off, as by a run that was stopped while it wrote; what stands before it is read");

    /// <summary>CRC-32C, turned by 15 bits and moved, so that a checksum of checksums stays one (tensorflow/core/lib/hash/crc32c.h).</summary>
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
