using System;
using System.Buffers.Binary;
using System.Text;

namespace TrainingLint.Cli.Diagnosing.Logs;

/// <summary>
/// The scalars of an Event: its step (field 2) and the values (1) of its summary (5), each with a tag (1) and a number, either plain (2) or
/// as a tensor (8) of one element. Sources: tensorflow/core/util/event.proto, framework/summary.proto, framework/tensor.proto.
/// </summary>
internal static class EventMessage
{
    private const int FloatType = 1;
    private const int DoubleType = 2;

    /// <summary>Reads a message; false when it is none.</summary>
    /// <param name="data">The message.</param>
    /// <param name="scalar">Hears tag, step and value of each.</param>
    public static bool Read(ReadOnlySpan<byte> data, Action<string, long, double> scalar)
    {
        var step = 0L;
        var summary = ReadOnlySpan<byte>.Empty;
        var fields = new ProtoFields(data);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 2:
                    step = (long)fields.Value;
                    break;
                case 5:
                    summary = fields.Bytes;
                    break;
            }
        }

        var values = new ProtoFields(summary);
        while (values.Next())
        {
            if (values.Number == 1 && Scalar(values.Bytes) is { Tag: { } tag, Value: { } value })
            {
                scalar(tag, step, value);
            }
        }

        return !fields.IsBroken && !values.IsBroken;
    }

    private static (string? Tag, double? Value) Scalar(ReadOnlySpan<byte> data)
    {
        string? tag = null;
        double? value = null;
        var fields = new ProtoFields(data);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1:
                    tag = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case 2:
                    value = BitConverter.UInt32BitsToSingle((uint)fields.Value);
                    break;
                case 8:
                    value = Tensor(fields.Bytes) ?? value;
                    break;
            }
        }

        return (tag, value);
    }

    private static double? Tensor(ReadOnlySpan<byte> data)
    {
        var type = 0UL;
        double? value = null;
        var fields = new ProtoFields(data);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1:
                    type = fields.Value;
                    break;
                case 4 or 5 when type == FloatType && fields.Bytes.Length == sizeof(float):
                    value = BinaryPrimitives.ReadSingleLittleEndian(fields.Bytes);
                    break;
                case 5 when type == FloatType && fields.Bytes.IsEmpty:
                    value = BitConverter.UInt32BitsToSingle((uint)fields.Value);
                    break;
                case 4 or 6 when type == DoubleType && fields.Bytes.Length == sizeof(double):
                    value = BinaryPrimitives.ReadDoubleLittleEndian(fields.Bytes);
                    break;
                case 6 when type == DoubleType && fields.Bytes.IsEmpty:
                    value = BitConverter.UInt64BitsToDouble(fields.Value);
                    break;
            }
        }

        return value;
    }
}
