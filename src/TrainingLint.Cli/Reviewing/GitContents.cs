using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;

namespace TrainingLint.Cli.Reviewing;

/// <summary>Contents of files in a repository, read through one <c>git cat-file --batch</c>. Several threads may ask.</summary>
internal sealed class GitContents(Process process) : IDisposable
{
    private readonly Stream _answers = process.StandardOutput.BaseStream;

    /// <summary>The bytes of a content; null when git does not have it, as in a partial clone without a network.</summary>
    public byte[]? Read(string name)
    {
        lock (process)
        {
            process.StandardInput.Write(name + "\n");
            process.StandardInput.Flush();

            // "<name> blob <size>", the bytes and a line break; or "<name> missing".
            var header = ReadLine().Split(' ');
            if (header.Length != 3)
            {
                return null;
            }

            var bytes = new byte[int.Parse(header[2], CultureInfo.InvariantCulture)];
            _answers.ReadExactly(bytes);
            _answers.ReadByte();
            return bytes;
        }
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        for (var next = _answers.ReadByte(); next is not (-1 or '\n'); next = _answers.ReadByte())
        {
            line.Append((char)next);
        }

        return line.ToString();
    }
}
