
import lightning.pytorch as pl, torch
class M(pl.LightningModule):
    def training_step(self, batch, i):
        loss = self(batch)
        self.log('loss', loss)
        return {'loss': loss}
    def configure_optimizers(self):
        opt = torch.optim.Adam(self.parameters(), lr=1e-3)
        yield opt
