using TrainingLint.LanguageServer.Documents;

namespace TrainingLint.LanguageServer.Tests;

public class DocumentUriTests
{
    [Theory]
    [InlineData("/a b/c#d.yaml")]
    [InlineData("/a/100%.yaml")]
    [InlineData("/a/%41.yaml")]
    [InlineData("/ü/训练🚀.yaml")]
    [InlineData("/a+b/[x]?y=1&z;.yaml")]
    public void PathOnUnix_ComesBackFromItsAddress(string path)
    {
        if (!System.OperatingSystem.IsWindows())
        {
            Assert.Equal(path, DocumentUri.PathOf(DocumentUri.Of(path)));
        }
    }

    [Theory]
    [InlineData("untitled:Untitled-1")]
    [InlineData("https://example.com/a.yaml")]
    [InlineData("no address")]
    [InlineData("")]
    public void WhatIsNoFile_HasNoPath(string uri) => Assert.Null(DocumentUri.PathOf(uri));
}
